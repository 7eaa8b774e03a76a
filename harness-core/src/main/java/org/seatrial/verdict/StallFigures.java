package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** @param endNs when the workload was stopped */
    StallFigures(List<Exchange> exchanges, long endNs) {
        this.exchanges = exchanges;
        this.endNs = endNs;
    }

    /**
     * One silence.
     *
     * @param lowerNs it lasted at least so long
     * @param upperNs and at most so long; infinite if it did not end
     */
    private record Stall(double lowerNs, double upperNs) {}

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
                Measured.of(Dimension.COUNT, stalls.size(), stalls.size(), stalls.size(), exchanges.size());
            case "longest" ->
                span(
                        stalls.stream().mapToDouble(Stall::lowerNs).max().orElse(0),
                        stalls.stream().mapToDouble(Stall::upperNs).max().orElse(0),
                        seen.longestNs());
            default ->
                span(
                        stalls.stream().mapToDouble(Stall::lowerNs).sum(),
                        stalls.stream().mapToDouble(Stall::upperNs).sum(),
                        seen.longestNs());
        };
    }

    /** @param unseenNs a stall that was not told may have been so long */
    private Measured span(double lower, double told, double unseenNs) {
        double upper = Math.max(told, unseenNs);
        double value = Double.isInfinite(told) ? told : (lower + told) / 2;
        return new Measured(
                Dimension.TIME,
                true,
                value,
                lower,
                upper,
                exchanges.size(),
                Double.isInfinite(upper) ? "a stall did not end" : "");
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
                    double lower = Math.max(0, until - since - 2 * usualNs(asked, previous));
                    stalls.add(new Stall(lower, ended ? (double) until - previous : Double.POSITIVE_INFINITY));
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
