package org.seatrial.verdict;

import java.util.Optional;
import org.seatrial.recording.SelfTest;
import org.seatrial.units.Dimension;

/**
 * What the instrument of this run can show, from its self-test.
 *
 * @param selfTest the self-test
 */
record Fitness(SelfTest selfTest) {

    /** Why a limit is too tight for this instrument; empty if it is not. */
    Optional<String> tooTight(Metric metric, String statistic, Bound bound) {
        if (!selfTest.measured() || !bound.comparison().upperLimit() || metric.dimension(statistic) != Dimension.TIME) {
            return Optional.empty();
        }
        return switch (metric) {
            case DELAY, DELAY_VARIATION, DELAY_UNDER_LOAD ->
                below(bound, selfTest.pathDelayP99Ns(), "the 99th percentile of the delay of an empty path");
            case OUTAGE, REVERSION, INTERRUPTION ->
                below(
                        bound,
                        selfTest.measuredUpperNs() - selfTest.measuredLowerNs(),
                        "the interval within which it knew an outage of known length");
            case LOSS, LOST, DUPLICATES, REORDERED, LATE, THROUGHPUT, DETECTION, WITHOUT_REDUNDANCY ->
                Optional.empty();
        };
    }

    private static Optional<String> below(Bound bound, long floorNs, String what) {
        return bound.low() >= floorNs
                ? Optional.empty()
                : Optional.of("the limit is tighter than this instrument can show here: %s was %s in its self-test"
                        .formatted(what, Figures.time(floorNs)));
    }

    /** Why nothing good that this instrument says of a metric is believed; empty if it is. */
    Optional<String> unfit(Metric metric) {
        if (!selfTest.doubts().isEmpty()) {
            return Optional.of(
                    "the instrument failed its self-test: " + selfTest.doubts().getFirst());
        }
        boolean misread = selfTest.measured()
                && (selfTest.knownOutageNs() < selfTest.measuredLowerNs()
                        || selfTest.knownOutageNs() > selfTest.measuredUpperNs());
        return metric.isSpan() && misread
                ? Optional.of("in the self-test an outage of %s was measured as %s to %s"
                        .formatted(
                                Figures.time(selfTest.knownOutageNs()),
                                Figures.time(selfTest.measuredLowerNs()),
                                Figures.time(selfTest.measuredUpperNs())))
                : Optional.empty();
    }
}
