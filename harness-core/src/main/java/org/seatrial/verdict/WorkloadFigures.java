package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord;
import org.seatrial.traffic.Answer;
import org.seatrial.units.Dimension;

/** Figures of one workload in one trial, from the list of its exchanges. */
public final class WorkloadFigures {

    /** Good answers in a row that make a service restored. */
    public static final int RESTORED_AFTER = 5;

    /** A percentile needs this many samples beyond it. */
    private static final double SAMPLES_BEYOND = 10;

    private final List<Exchange> exchanges;

    /** @param exchanges by stream and sequence */
    public WorkloadFigures(List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
    }

    /**
     * Time from the instant at which an exchange was due until its answer. One that was never answered lasts longer than
     * any: a stall hides behind no missing sample. The client's own lateness is what the lower end leaves out.
     */
    public Measured latency(String statistic) {
        if (exchanges.isEmpty()) {
            return Measured.not(Dimension.TIME, "no exchange was due");
        }
        double[] response = exchanges.stream()
                .mapToDouble(one -> one.good() ? one.completedNs() - one.intendedNs() : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        double[] service = exchanges.stream()
                .mapToDouble(one -> one.good() ? one.completedNs() - one.startedNs() : Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        Optional<String> tooFew = tooFew(statistic, response.length);
        if (tooFew.isPresent()) {
            return Measured.not(Dimension.TIME, tooFew.get());
        }
        double value = pick(statistic, response);
        return Measured.of(Dimension.TIME, value, Math.min(value, pick(statistic, service)), value, response.length);
    }

    private static Optional<String> tooFew(String statistic, int samples) {
        if (!statistic.startsWith("p")) {
            return Optional.empty();
        }
        double beyond = 1 - Double.parseDouble(statistic.substring(1)) / 100;
        long needed = (long) Math.ceil(SAMPLES_BEYOND / beyond - 1e-6);
        return samples >= needed
                ? Optional.empty()
                : Optional.of(samples + " exchanges cannot carry " + statistic + ", which needs " + needed);
    }

    private static double pick(String statistic, double[] sorted) {
        return switch (statistic) {
            case "min" -> sorted[0];
            case "max" -> sorted[sorted.length - 1];
            case "mean" -> Arrays.stream(sorted).average().orElse(Double.NaN);
            default -> {
                double share = Double.parseDouble(statistic.substring(1)) / 100;
                int rank = (int) Math.ceil(share * sorted.length - 1e-9);
                yield sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
            }
        };
    }

    /** Exchanges that were not answered as they should be; one that the client itself never asked is in doubt. */
    public Measured failed() {
        return count(exchanges);
    }

    /** Of those due after the service was restored. */
    public Measured failedAfterRestoration(FaultRecord.Effect effect) {
        Optional<Restored> restored = restored(effect);
        if (restored.isEmpty()) {
            return Measured.not(Dimension.COUNT, "the service was not restored");
        }
        return count(exchanges.stream()
                .filter(one -> one.intendedNs() > restored.get().latestNs())
                .toList());
    }

    private static Measured count(List<Exchange> among) {
        if (among.isEmpty()) {
            return Measured.not(Dimension.COUNT, "no exchange was due");
        }
        long unasked =
                among.stream().filter(one -> one.answer() == Answer.UNASKED).count();
        long failed = among.stream().filter(one -> !one.good()).count();
        return Measured.of(Dimension.COUNT, failed, failed - unasked, failed, among.size());
    }

    /**
     * From the fault's effect until the first of {@value #RESTORED_AFTER} good answers in a row, of the slowest stream.
     *
     * @param healNs when healing was commanded: a service that came back later did not come back by itself
     */
    public Measured restoration(FaultRecord.Effect effect, long healNs) {
        double never = Double.POSITIVE_INFINITY;
        Optional<Restored> restored = restored(effect);
        if (restored.isEmpty() || restored.get().latestNs() >= healNs) {
            double atLeast = Math.max(0, (double) Math.min(healNs, lastInstant()) - effect.latestNs());
            return new Measured(
                    Dimension.TIME,
                    true,
                    never,
                    atLeast,
                    never,
                    exchanges.size(),
                    "the service did not come back before the fault was healed");
        }
        double upper = Math.max(0, (double) restored.get().latestNs() - effect.earliestNs());
        double lower = Math.clamp((double) restored.get().earliestNs() - effect.latestNs(), 0, upper);
        return Measured.of(Dimension.TIME, restored.get().interrupted() ? upper : 0, lower, upper, exchanges.size());
    }

    private long lastInstant() {
        return exchanges.stream()
                .mapToLong(one -> Math.max(one.intendedNs(), one.completedNs()))
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** When the slowest stream was served again; empty if one never was. */
    private Optional<Restored> restored(FaultRecord.Effect effect) {
        Map<Integer, List<Exchange>> streams = new TreeMap<>();
        exchanges.forEach(one ->
                streams.computeIfAbsent(one.stream(), _ -> new ArrayList<>()).add(one));
        Optional<Restored> slowest = Optional.empty();
        for (List<Exchange> stream : streams.values()) {
            Optional<Restored> one = restored(stream, effect);
            if (one.isEmpty()) {
                return one;
            }
            if (slowest.isEmpty() || one.get().latestNs() > slowest.get().latestNs()) {
                slowest = one;
            }
        }
        return slowest;
    }

    private static Optional<Restored> restored(List<Exchange> stream, FaultRecord.Effect effect) {
        List<Exchange> since = stream.stream()
                .filter(one -> Math.max(one.completedNs(), one.intendedNs()) >= effect.earliestNs())
                .sorted(Comparator.comparingLong(Exchange::sequence))
                .toList();
        int inARow = 0;
        for (int index = 0; index < since.size(); index++) {
            inARow = since.get(index).good() ? inARow + 1 : 0;
            if (inARow == RESTORED_AFTER) {
                int first = index - RESTORED_AFTER + 1;
                Exchange good = since.get(first);
                boolean interrupted = first > 0;
                long earliest = interrupted ? since.get(first - 1).intendedNs() : effect.earliestNs();
                return Optional.of(new Restored(interrupted, earliest, good.completedNs()));
            }
        }
        return Optional.empty();
    }

    /**
     * @param interrupted whether an exchange failed before
     * @param earliestNs when it may have been restored: not before the last failed exchange was due
     * @param latestNs when it was restored: the first good answer was complete
     */
    private record Restored(boolean interrupted, long earliestNs, long latestNs) {}
}
