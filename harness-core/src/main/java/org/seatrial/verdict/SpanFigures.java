package org.seatrial.verdict;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.units.Dimension;

/**
 * Outages of a flow as those of its worst stream. An outage that the design did not end by itself has no upper end,
 * and where nothing is missing an outage shorter than the time between two packets cannot be excluded.
 */
final class SpanFigures {

    private final FlowRecord flow;
    private final OutageLog log;
    private final PhaseClock phases;

    SpanFigures(FlowRecord flow, OutageLog log, PhaseClock phases) {
        this.flow = flow;
        this.log = log;
        this.phases = phases;
    }

    Measured statistic(Metric metric, String name) {
        Dimension dimension = metric.dimension(name);
        Set<Phase> spoken = phasesOf(metric);
        Optional<String> hindrance = hindrance(metric, spoken);
        if (hindrance.isPresent()) {
            return Measured.not(dimension, hindrance.get());
        }
        Map<Integer, Sum> streams = new TreeMap<>();
        Sum longest = new Sum(0, 0, 0, 0);
        for (Outage outage : log.outages()) {
            if (spoken.contains(outage.phase())) {
                Sum one = sum(outage);
                longest = longest.most(one);
                streams.merge(outage.stream(), one, Sum::plus);
            }
        }
        Sum total = streams.values().stream().reduce(new Sum(0, 0, 0, 0), Sum::most);
        return switch (name) {
            case "longest" -> time(longest, spoken);
            case "total" -> time(total, spoken);
            case Metric.COUNT -> {
                double count = (double) total.count();
                yield Measured.of(dimension, count, count, count, flow.counts().intended());
            }
            default -> throw new IllegalArgumentException("'" + name + "' is no statistic of " + metric.text());
        };
    }

    private Measured time(Sum sum, Set<Phase> spoken) {
        double unseenNs = spoken.stream()
                .mapToDouble(phase -> Math.max(flow.intervalNs(), (double)
                        Math.max(log.gaps().of(phase), log.unseen().of(phase))))
                .max()
                .orElse(flow.intervalNs());
        return Measured.of(
                Dimension.TIME,
                sum.value(),
                sum.lower(),
                Math.max(sum.upper(), unseenNs),
                flow.counts().intended());
    }

    private Set<Phase> phasesOf(Metric metric) {
        return switch (metric) {
            case OUTAGE -> EnumSet.of(Phase.FAULT);
            case REVERSION -> EnumSet.of(Phase.RECOVERY);
            case INTERRUPTION ->
                phases.faultNs() == Long.MAX_VALUE ? EnumSet.of(Phase.BASELINE) : EnumSet.allOf(Phase.class);
            case DELAY,
                    DELAY_VARIATION,
                    LOSS,
                    LOST,
                    LATENESS,
                    DUPLICATES,
                    REORDERED,
                    LATE,
                    CONVERGENCE,
                    THROUGHPUT,
                    DELAY_UNDER_LOAD,
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
                    DURATION -> throw new IllegalArgumentException(metric.text() + " is not a span");
        };
    }

    /** Why the evidence says nothing about these phases; empty if it does. */
    private Optional<String> hindrance(Metric metric, Set<Phase> spoken) {
        return unobserved(flow, log, spoken).or(() -> switch (metric) {
            case OUTAGE -> masked(log, List.of(Phase.BASELINE), phases.faultNs(), "struck");
            case REVERSION -> masked(log, List.of(Phase.BASELINE, Phase.FAULT), phases.healNs(), "was healed");
            default -> Optional.empty();
        });
    }

    /** Why nothing is known of all streams in these phases; empty if it is. */
    static Optional<String> unobserved(FlowRecord flow, OutageLog log, Set<Phase> spoken) {
        if (log.streams() != flow.streams() || log.fewestPackets() == 0) {
            return Optional.of("not every one of the %d streams was observed".formatted(flow.streams()));
        }
        for (Phase phase : spoken) {
            boolean outage = log.outages().stream().anyMatch(one -> one.phase() == phase);
            if (log.gaps().of(phase) == 0 && !outage) {
                return Optional.of("no two packets of a stream were sent in the " + phase.text() + " phase");
            }
        }
        return Optional.empty();
    }

    /** Which stream was interrupted already, so that nothing can be said of a change; empty if none was. */
    static Optional<String> masked(OutageLog log, List<Phase> earlier, long changeNs, String change) {
        return log.outages().stream()
                .filter(outage -> earlier.contains(outage.phase()))
                .filter(outage -> outage.neverEnds() || outage.endNs() >= changeNs)
                .findFirst()
                .map(outage ->
                        "stream %d was already interrupted when the fault %s".formatted(outage.stream(), change));
    }

    private static Sum sum(Outage outage) {
        boolean open = !outage.bounded() || outage.endedByHeal();
        double lower = (double) outage.lowerNs();
        double upper = open ? Double.POSITIVE_INFINITY : (double) outage.upperNs();
        double best = (double) (outage.timestampNs() >= 0 ? outage.timestampNs() : outage.lossDerivedNs());
        return new Sum(Math.clamp(best, lower, Math.max(lower, upper)), lower, Math.max(lower, upper), 1);
    }

    /** Outages of one stream together. */
    private record Sum(double value, double lower, double upper, long count) {
        Sum plus(Sum other) {
            return new Sum(value + other.value, lower + other.lower, upper + other.upper, count + other.count);
        }

        Sum most(Sum other) {
            return new Sum(
                    Math.max(value, other.value),
                    Math.max(lower, other.lower),
                    Math.max(upper, other.upper),
                    Math.max(count, other.count));
        }
    }
}
