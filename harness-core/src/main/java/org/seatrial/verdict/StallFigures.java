package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seatrial.recording.Crowding;
import org.seatrial.recording.Exchange;
import org.seatrial.units.Dimension;

/**
 * Stalls of a workload: spans in which nothing was answered although something had been asked. A stall began after the
 * last answer before it and before the first request that had to wait; it ended with the next good answer. What is too
 * short to be told from the usual rhythm is no stall, and yet bounds what was not seen.
 */
final class StallFigures {

    /** A shorter silence is no stall, nanoseconds. */
    static final long SHORTEST_NS = 50_000_000;

    /** Nor is one of fewer intervals between two requests. */
    static final int INTERVALS = 5;

    private static final double USUAL = 0.99;
    private static final long USUAL_WITHIN_NS = 1_000_000_000;

    private final List<Exchange> exchanges;
    private final long endNs;
    private final List<Crowding> crowded;

    /**
     * @param endNs when the workload was stopped
     * @param crowded when all processors of this machine were in use: the design's, of which each has its own, were not
     */
    StallFigures(List<Exchange> exchanges, long endNs, List<Crowding> crowded) {
        this.exchanges = exchanges;
        this.endNs = endNs;
        this.crowded = crowded;
    }

    /**
     * One silence.
     *
     * @param lowerNs it lasted at least so long
     * @param upperNs and at most so long; infinite if it did not end
     * @param crowdedNs how much of it all processors were in use
     * @param surely whether it is a stall without that, too
     */
    private record Stall(double lowerNs, double upperNs, long crowdedNs, boolean surely) {

        /** What the design itself took at the least. */
        double ownNs() {
            return Math.max(0, lowerNs - crowdedNs);
        }
    }

    /**
     * What one client saw.
     *
     * @param longestNs between any two answers, or the last one and the end
     */
    private record Silences(List<Stall> stalls, long longestNs) {}

    Measured statistic(String statistic) {
        if (exchanges.stream().noneMatch(Exchange::good)) {
            return Measured.not(
                    statistic.equals(Metric.COUNT) ? Dimension.COUNT : Dimension.TIME, "nothing was ever answered");
        }
        Map<Integer, List<Exchange>> streams = new TreeMap<>();
        exchanges.forEach(one ->
                streams.computeIfAbsent(one.stream(), _ -> new ArrayList<>()).add(one));
        return streams.values().stream()
                .map(stream -> statistic(statistic, silences(stream)))
                .max(Comparator.comparingDouble(Measured::upper).thenComparingDouble(Measured::lower))
                .orElseThrow();
    }

    private Measured statistic(String statistic, Silences seen) {
        List<Stall> stalls = seen.stalls();
        return switch (statistic) {
            case Metric.COUNT ->
                Measured.of(
                        Dimension.COUNT,
                        stalls.size(),
                        stalls.stream().filter(Stall::surely).count(),
                        stalls.size(),
                        exchanges.size());
            case "longest" ->
                span(seen, of -> stalls.stream().mapToDouble(of).max().orElse(0));
            default -> span(seen, of -> stalls.stream().mapToDouble(of).sum());
        };
    }

    /** @param together makes one figure of a figure of each stall */
    private Measured span(Silences seen, ToDoubleFunction<ToDoubleFunction<Stall>> together) {
        double told = together.applyAsDouble(Stall::upperNs);
        // A stall that was not told may have been so long.
        double upper = Math.max(told, seen.longestNs());
        double value = Double.isInfinite(told) ? told : (together.applyAsDouble(Stall::lowerNs) + told) / 2;
        return new Measured(
                Dimension.TIME,
                true,
                value,
                together.applyAsDouble(Stall::ownNs),
                upper,
                exchanges.size(),
                doubt(Double.isInfinite(upper), seen));
    }

    private static String doubt(boolean unended, Silences seen) {
        long crowdedNs = seen.stalls().stream().mapToLong(Stall::crowdedNs).sum();
        return Stream.of(unended ? "a stall did not end" : "", crowdedNs > 0 ? CrowdingDoubt.why(crowdedNs) : "")
                .filter(doubt -> !doubt.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private Silences silences(List<Exchange> stream) {
        List<Exchange> asked = stream.stream()
                .sorted(Comparator.comparingLong(Exchange::sequence))
                .toList();
        long[] answers = asked.stream()
                .filter(Exchange::good)
                .mapToLong(Exchange::completedNs)
                .sorted()
                .toArray();
        long shortest = shortestNs(asked);
        List<Stall> stalls = new ArrayList<>();
        long longest = 0;
        int waiting = 0;
        long previous = asked.getFirst().intendedNs();
        for (int index = 0; index <= answers.length; index++) {
            boolean ended = index < answers.length;
            long until = ended ? answers[index] : endNs;
            // The first that was asked and not yet answered when the silence began.
            while (waiting < asked.size() && doneBy(asked.get(waiting), previous)) {
                waiting++;
            }
            if (waiting < asked.size()) {
                Exchange first = asked.get(waiting);
                long since = Math.max(previous, Math.max(first.intendedNs(), first.startedNs()));
                if (until - since >= shortest) {
                    long crowdedNs = Crowding.within(crowded, since, until);
                    stalls.add(new Stall(
                            Math.max(0, until - since - 2 * usualNs(asked, previous)),
                            ended ? (double) until - previous : Double.POSITIVE_INFINITY,
                            crowdedNs,
                            until - since - crowdedNs >= shortest));
                }
            }
            longest = Math.max(longest, until - previous);
            previous = Math.max(previous, until);
        }
        return new Silences(stalls, longest);
    }

    private static boolean doneBy(Exchange one, long instant) {
        return one.good() && one.completedNs() <= instant;
    }

    private static long shortestNs(List<Exchange> asked) {
        if (asked.size() < 2) {
            return SHORTEST_NS;
        }
        long interval = (asked.getLast().intendedNs() - asked.getFirst().intendedNs()) / (asked.size() - 1);
        return Math.max(SHORTEST_NS, INTERVALS * interval);
    }

    /**
     * How long answers took in the second before a silence: its first request may have been asked so long before it began,
     * and was answered so long after it ended.
     */
    private static double usualNs(List<Exchange> asked, long silentSinceNs) {
        double[] waits = asked.stream()
                .filter(one -> one.good()
                        && one.completedNs() <= silentSinceNs
                        && one.completedNs() > silentSinceNs - USUAL_WITHIN_NS)
                .mapToDouble(one -> one.completedNs() - one.startedNs())
                .sorted()
                .toArray();
        return waits.length == 0 ? 0 : waits[(int) Math.min(waits.length - 1, Math.ceil(USUAL * waits.length))];
    }
}
