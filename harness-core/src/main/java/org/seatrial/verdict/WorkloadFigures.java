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
import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;

/** Figures of one workload in one trial, from the list of its exchanges. */
public final class WorkloadFigures {

    /** Good answers in a row that make a service restored. */
    public static final int RESTORED_AFTER = 5;

    /** A percentile needs this many samples beyond it. */
    private static final double SAMPLES_BEYOND = 10;

    private final Workload workload;
    private final List<Exchange> exchanges;

    public WorkloadFigures(Workload workload, List<Exchange> exchanges) {
        this.workload = workload;
        this.exchanges = exchanges;
    }

    /**
     * Time from the instant at which an exchange was due until its answer. One that was never answered lasts longer than
     * any: a stall hides behind no missing sample. The client's own lateness is what the lower end leaves out.
     *
     * @param disturbedShare share of the time, 0 to 1, in which the machine may have kept it waiting
     */
    public Measured latency(String statistic, double disturbedShare) {
        if (exchanges.isEmpty()) {
            return Measured.not(Dimension.TIME, "no exchange was due");
        }
        double[] response = exchanges.stream()
                .mapToDouble(one -> one.good() ? one.completedNs() - one.intendedNs() : Double.POSITIVE_INFINITY)
                .toArray();
        double[] service =
                exchanges.stream().mapToDouble(WorkloadFigures::serviceNs).toArray();
        return times(statistic, response, service, new Disturbance(disturbedShare));
    }

    /**
     * A statistic of times in nanoseconds.
     *
     * @param response from the instants at which exchanges were due; sorted here
     * @param service what the design alone may have taken; sorted here
     */
    static Measured times(String statistic, double[] response, double[] service, Disturbance disturbance) {
        Arrays.sort(response);
        Arrays.sort(service);
        Optional<String> tooFew = tooFew(statistic, response.length);
        if (tooFew.isPresent()) {
            return Measured.not(Dimension.TIME, tooFew.get());
        }
        double value = pick(statistic, response);
        Measured measured =
                Measured.of(Dimension.TIME, value, Math.min(value, pick(statistic, service)), value, response.length);
        return disturbance.lowered(measured, Math.min(value, leastUndisturbed(statistic, service, disturbance)));
    }

    /** What was never answered is not the machine's doing: only what was, and took long, is read further down. */
    private static double leastUndisturbed(String statistic, double[] service, Disturbance disturbance) {
        double measured = pick(statistic, service);
        if (Double.isInfinite(measured)) {
            return measured;
        }
        return switch (statistic) {
            case "min" -> measured;
            case "max" -> ranked(disturbance.percent(100), service);
            case "mean" -> {
                int own = (int) Math.floor(service.length * (1 - disturbance.share()));
                double sum = Arrays.stream(service, 0, own).sum();
                yield (sum + (service.length - own) * service[0]) / service.length;
            }
            default -> ranked(disturbance.percent(Double.parseDouble(statistic.substring(1))), service);
        };
    }

    /** What the design alone may have taken: an exchange that the client never asked says nothing against it. */
    private static double serviceNs(Exchange one) {
        if (one.answer() == Answer.UNASKED) {
            return 0;
        }
        return one.good() ? one.completedNs() - one.startedNs() : Double.POSITIVE_INFINITY;
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
            default -> ranked(Double.parseDouble(statistic.substring(1)), sorted);
        };
    }

    private static double ranked(double percent, double[] sorted) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    /** Exchanges that were not answered as they should be; one that the client itself never asked is in doubt. */
    public Measured failed() {
        return count(exchanges);
    }

    /**
     * Why the list cannot speak for the whole trial; empty if it does. Exchanges that nobody lists fail nothing: a client
     * that stopped early must never look like one that was served.
     */
    Optional<String> incomplete(PhaseClock phases) {
        Map<Integer, List<Exchange>> streams = streams();
        double slackNs = 2 * workload.intervalNs();
        for (int stream = 0; stream < workload.streams(); stream++) {
            List<Exchange> listed = streams.getOrDefault(stream, List.of());
            for (int index = 0; index < listed.size(); index++) {
                if (listed.get(index).sequence() != index) {
                    return Optional.of("client %d lists exchange %d where %d is due"
                            .formatted(stream, listed.get(index).sequence(), index));
                }
            }
            long untilNs =
                    listed.isEmpty() ? phases.startNs() : listed.getLast().intendedNs();
            if (untilNs + slackNs < phases.endNs()) {
                return Optional.of("the exchanges of client %d end %s before the trial"
                        .formatted(stream, Figures.time(phases.endNs() - untilNs)));
            }
        }
        return streams.size() == workload.streams()
                ? Optional.empty()
                : Optional.of("there are exchanges of %d clients instead of %d"
                        .formatted(streams.size(), workload.streams()));
    }

    /**
     * Of those due after the service was restored that were over before the repair: what moves back behind a repair is
     * interrupted once more, and that is a stall of its own.
     */
    public Measured failedAfterRestoration(FaultRecord.Effect effect, long healNs) {
        Optional<Restored> restored = restored(effect, healNs);
        if (restored.isEmpty()) {
            return Measured.not(Dimension.COUNT, "the service was not restored");
        }
        return count(exchanges.stream()
                .filter(one -> one.intendedNs() >= restored.get().latestNs() && overNs(one) <= healNs)
                .toList());
    }

    /** When an exchange was answered, well or not, or given up. */
    private long overNs(Exchange one) {
        return one.completedNs() == 0 ? one.startedNs() + workload.patience().toNanos() : one.completedNs();
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
     * From the fault's effect until the first of {@value #RESTORED_AFTER} good answers in a row, of the slowest stream. A
     * service that goes on answering for a while and only then fails was not restored by those first answers: where
     * something failed, the row stands behind it.
     *
     * @param healNs when healing was commanded: a service whose row was complete only then did not come back by itself
     */
    public Measured restoration(FaultRecord.Effect effect, long healNs) {
        Optional<Restored> restored = restored(effect, healNs);
        if (restored.isEmpty() || restored.get().provenNs() >= healNs) {
            double never = Double.POSITIVE_INFINITY;
            return new Measured(
                    Dimension.TIME,
                    true,
                    never,
                    Math.max(0, (double) lastFailureNs(effect, healNs) - effect.latestNs()),
                    never,
                    exchanges.size(),
                    "the service was not seen to come back before the fault was healed");
        }
        double upper = Math.max(0, (double) restored.get().latestNs() - effect.earliestNs());
        double lower = Math.clamp((double) restored.get().earliestNs() - effect.latestNs(), 0, upper);
        return Measured.of(Dimension.TIME, restored.get().interrupted() ? upper : 0, lower, upper, exchanges.size());
    }

    /** When it surely had not come back: the last request before healing that was made in vain was due then. */
    private long lastFailureNs(FaultRecord.Effect effect, long healNs) {
        return exchanges.stream()
                .filter(WorkloadFigures::askedInVain)
                .mapToLong(Exchange::intendedNs)
                .filter(intendedNs -> intendedNs < healNs)
                .max()
                .orElse(effect.latestNs());
    }

    /** An exchange that was never asked shows neither that the service was there nor that it was not. */
    private static boolean askedInVain(Exchange one) {
        return !one.good() && one.answer() != Answer.UNASKED;
    }

    private Map<Integer, List<Exchange>> streams() {
        Map<Integer, List<Exchange>> streams = new TreeMap<>();
        exchanges.stream()
                .sorted(Comparator.comparingLong(Exchange::sequence))
                .forEach(one -> streams.computeIfAbsent(one.stream(), _ -> new ArrayList<>())
                        .add(one));
        return streams;
    }

    /** When the slowest stream was served again; empty if one never was. */
    private Optional<Restored> restored(FaultRecord.Effect effect, long healNs) {
        Optional<Restored> slowest = Optional.empty();
        for (List<Exchange> stream : streams().values()) {
            Optional<Restored> one = restored(stream, effect, healNs);
            if (one.isEmpty()) {
                return one;
            }
            slowest = slowest.map(other -> other.slower(one.get())).or(() -> one);
        }
        return slowest;
    }

    private Optional<Restored> restored(List<Exchange> stream, FaultRecord.Effect effect, long healNs) {
        int from = firstInVain(stream, effect, healNs);
        boolean interrupted = from >= 0;
        long earliestNs = effect.earliestNs();
        int inARow = 0;
        for (int index = Math.max(0, from); index < stream.size(); index++) {
            Exchange one = stream.get(index);
            // An answer before the fault surely had its effect is no answer under the fault.
            boolean counts = one.good() && one.startedNs() >= effect.latestNs();
            inARow = counts ? inARow + 1 : 0;
            if (askedInVain(one)) {
                earliestNs = Math.max(earliestNs, one.intendedNs());
            }
            if (inARow == RESTORED_AFTER) {
                Exchange first = stream.get(index - RESTORED_AFTER + 1);
                long provenNs = one.completedNs();
                for (int back = index - RESTORED_AFTER + 1; back < index; back++) {
                    provenNs = Math.max(provenNs, stream.get(back).completedNs());
                }
                return Optional.of(new Restored(
                        interrupted, interrupted ? earliestNs : effect.earliestNs(), first.completedNs(), provenNs));
            }
        }
        return Optional.empty();
    }

    /** The first exchange that the fault can have spoiled, until it was healed; -1 if it spoiled none. */
    private int firstInVain(List<Exchange> stream, FaultRecord.Effect effect, long healNs) {
        for (int index = 0; index < stream.size(); index++) {
            Exchange one = stream.get(index);
            if (askedInVain(one) && overNs(one) >= effect.earliestNs() && one.startedNs() < healNs) {
                return index;
            }
        }
        return -1;
    }

    /**
     * @param interrupted whether an exchange failed before
     * @param earliestNs when it may have been restored: not before the last failed exchange was due
     * @param latestNs when it was restored: the first good answer was complete
     * @param provenNs when the last answer of the row was complete
     */
    private record Restored(boolean interrupted, long earliestNs, long latestNs, long provenNs) {

        Restored slower(Restored other) {
            return new Restored(
                    interrupted || other.interrupted,
                    Math.max(earliestNs, other.earliestNs),
                    Math.max(latestNs, other.latestNs),
                    Math.max(provenNs, other.provenNs));
        }
    }
}
