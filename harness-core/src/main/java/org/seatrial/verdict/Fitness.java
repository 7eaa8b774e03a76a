package org.seatrial.verdict;

import java.util.Optional;
import java.util.Set;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.SelfTests;
import org.seatrial.units.Dimension;

/**
 * What the instrument of this run can show, from its self-test.
 *
 * @param selfTest the self-test
 */
record Fitness(SelfTest selfTest) {

    /** Processor time taken by others above which a long delay may be theirs. */
    private static final double MOST_STEAL = 0.05;

    /** What it could show in some of the labs: one that keeps this machine busy blinds it in no other. */
    Fitness in(Set<String> labs) {
        return new Fitness(SelfTests.of(selfTest, labs));
    }

    /** Why a limit is too tight for this instrument; empty if it is not. */
    Optional<String> tooTight(Metric metric, String statistic, Bound bound) {
        if (!bound.comparison().upperLimit() || metric.dimension(statistic) != Dimension.TIME) {
            return Optional.empty();
        }
        if (metric == Metric.DETECTION) {
            // A node that notices at once still writes so only when this machine lets it run.
            return below(
                    bound,
                    Noticed.RESOLUTION_NS + selfTest.sleepLatenessP99Ns(),
                    "how late a sleeper wakes (99th percentile), with the resolution of the logs' stamps,");
        }
        if (!selfTest.measured()) {
            return Optional.empty();
        }
        return switch (metric) {
            case DELAY, DELAY_VARIATION, DELAY_UNDER_LOAD ->
                below(bound, selfTest.pathDelayP99Ns(), "the 99th percentile of the delay of an empty path");
            case OUTAGE, REVERSION, INTERRUPTION, CONVERGENCE ->
                below(
                        bound,
                        selfTest.measuredUpperNs() - selfTest.measuredLowerNs(),
                        "the interval within which it knew an outage of known length");
            case LATENESS,
                    LOSS,
                    LOST,
                    DUPLICATES,
                    REORDERED,
                    LATE,
                    THROUGHPUT,
                    BACK_TO_BACK,
                    DETECTION,
                    WITHOUT_REDUNDANCY,
                    LATENCY,
                    FAILED,
                    RESTORATION,
                    FAILED_AFTER_RESTORATION,
                    SET_UP,
                    SET_UP_FAILURES,
                    DROPPED,
                    SET_UP_TIME,
                    MOS,
                    R_FACTOR,
                    CORRUPT,
                    RECOVERY_POINT,
                    ORDER_VIOLATIONS,
                    STALE_RECORDS,
                    RESYNCHRONISATION,
                    STALL,
                    DURATION -> Optional.empty();
        };
    }

    private static Optional<String> below(Bound bound, long floorNs, String what) {
        return bound.low() >= floorNs
                ? Optional.empty()
                : Optional.of("the limit is tighter than this instrument can show here: %s was %s in its self-test"
                        .formatted(what, Figures.time(floorNs)));
    }

    /**
     * Why a value beyond its limit may be the machine's doing and not the design's; empty if it is not. Only delays: an
     * outage is told from both ends' stamps, and a late sender is seen there.
     */
    Optional<String> exaggerated(Metric metric) {
        if (metric != Metric.DELAY && metric != Metric.DELAY_VARIATION) {
            return Optional.empty();
        }
        if (!selfTest.prompt()) {
            return Optional.of(
                    "the instrument ran without real-time priority, so that what this machine's scheduler did"
                            + " to it is in every delay; run as root, or with an RTPRIO limit of 1 or more");
        }
        Double steal = selfTest.stealShare();
        return steal != null && steal > MOST_STEAL
                ? Optional.of("the hypervisor took %s of the processors' time in the self-test, which is in every delay"
                        .formatted(Figures.percent(steal)))
                : Optional.empty();
    }

    /** Why nothing good that this instrument says of a metric is believed; empty if it is. */
    Optional<String> unfit(Metric metric) {
        if (!selfTest.doubts().isEmpty()) {
            return Optional.of(
                    "the instrument failed its self-test: " + selfTest.doubts().getFirst());
        }
        return metric.isSpan() && selfTest.misread()
                ? Optional.of("in the self-test an outage of %s, known to %s, was measured as %s to %s"
                        .formatted(
                                Figures.time(selfTest.knownOutageNs()),
                                Figures.time(selfTest.knownOutageErrorNs()),
                                Figures.time(selfTest.measuredLowerNs()),
                                Figures.time(selfTest.measuredUpperNs())))
                : Optional.empty();
    }
}
