package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStep.Kind;
import org.seatrial.recording.LoadStep.Result;
import org.seatrial.units.Dimension;

/**
 * What the steps of a search say. Throughput (RFC 2544) is an interval: from the highest load that was confirmed to come
 * through without loss, by what really came through, to the lowest load that the design was proven to lose of. Where
 * only the generator gave up there is no upper end.
 *
 * @param steps in any order
 */
record ThroughputFigures(List<LoadStep> steps) {

    /** Repeats below this are no measurement (RFC 8219 section 7.2). */
    static final int LATENCY_REPEATS = 20;

    private static final double CONFIDENCE = 0.95;

    /** Shares of the samples beyond the two percentiles. */
    private static final double HALF = 0.5;

    private static final double BEYOND_P999 = 0.001;

    /** A histogram of three digits knows a value to a thousandth. */
    private static final double BUCKET = 0.001;

    Measured throughput() {
        double lossy = lowestLossy();
        double carried = confirmed().stream()
                .mapToDouble(LoadStep::forwardedBitsPerSecond)
                .filter(bits -> bits < lossy)
                .max()
                .orElse(0);
        if (carried == 0 && lossy == Double.POSITIVE_INFINITY) {
            return Measured.not(Dimension.BIT_RATE, "no load was proven to be carried or to be too much");
        }
        return new Measured(
                Dimension.BIT_RATE,
                true,
                carried,
                carried,
                lossy,
                steps.size(),
                lossy < Double.POSITIVE_INFINITY ? "" : doubt());
    }

    private String doubt() {
        boolean doubtful = steps.stream().anyMatch(step -> step.result() == Result.DOUBTFUL || step.fellShort());
        return doubtful
                ? "the generator could not offer more evenly, so the limit of the design was not found"
                : "nothing was lost at the highest load of the search";
    }

    /** Confirmations of loads that were never lost of at length. */
    private List<LoadStep> confirmed() {
        return groups(Kind.CONFIRM).stream()
                .filter(group -> group.stream().noneMatch(step -> step.result() == Result.LOSSY))
                .flatMap(List::stream)
                .filter(step -> step.result() == Result.LOSS_FREE)
                .toList();
    }

    private double lowestLossy() {
        double searched = groups(Kind.SEARCH).stream()
                .filter(group -> group.stream().noneMatch(step -> step.result() == Result.LOSS_FREE))
                .mapToDouble(ThroughputFigures::highestLossy)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double confirmed = groups(Kind.CONFIRM).stream()
                .mapToDouble(ThroughputFigures::highestLossy)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        return Math.min(searched, confirmed);
    }

    /** The most that was offered in those steps of one load that were lossy. */
    private static double highestLossy(List<LoadStep> group) {
        return group.stream()
                .filter(step -> step.result() == Result.LOSSY)
                .mapToDouble(LoadStep::offeredBitsPerSecond)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Collection<List<LoadStep>> groups(Kind kind) {
        Map<Double, List<LoadStep>> byLoad = steps.stream()
                .filter(step -> step.kind() == kind)
                .collect(Collectors.groupingBy(LoadStep::intendedPerSecond));
        return byLoad.values();
    }

    /** The longest burst at the highest load that loses nothing, in packets: the mean of the searches (RFC 9004). */
    Measured backToBack() {
        List<LoadStep> bursts =
                steps.stream().filter(step -> step.kind() == Kind.BURST).toList();
        long longest = bursts.stream().mapToLong(LoadStep::durationNs).max().orElse(0);
        List<List<LoadStep>> searches = new ArrayList<>();
        LoadStep last = null;
        for (LoadStep burst : bursts) {
            boolean again = last != null && last.durationNs() == longest && last.result() != Result.LOSS_FREE;
            if (burst.durationNs() == longest && !again) {
                searches.add(new ArrayList<>());
            }
            searches.getLast().add(burst);
            last = burst;
        }
        if (searches.isEmpty()) {
            return Measured.not(Dimension.COUNT, "no burst was offered");
        }
        double[] held = searches.stream().mapToDouble(ThroughputFigures::held).toArray();
        double tooLong =
                searches.stream().mapToDouble(ThroughputFigures::tooLong).max().orElse(Double.POSITIVE_INFINITY);
        return Measured.of(
                Dimension.COUNT,
                Arrays.stream(held).average().orElse(0),
                Arrays.stream(held).min().orElse(0),
                tooLong,
                searches.size());
    }

    private static double held(List<LoadStep> search) {
        double tooLong = tooLong(search);
        return search.stream()
                .filter(step -> step.result() == Result.LOSS_FREE && step.offered() < tooLong)
                .mapToDouble(LoadStep::offered)
                .max()
                .orElse(0);
    }

    private static double tooLong(List<LoadStep> search) {
        Map<Long, List<LoadStep>> byLength = search.stream().collect(Collectors.groupingBy(LoadStep::durationNs));
        return byLength.values().stream()
                .filter(group -> group.stream().noneMatch(step -> step.result() == Result.LOSS_FREE))
                .mapToDouble(group -> group.stream()
                        .filter(step -> step.result() == Result.LOSSY)
                        .mapToDouble(LoadStep::offered)
                        .max()
                        .orElse(Double.POSITIVE_INFINITY))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * The median over the repeats, with the interval of order statistics that holds the true median. Where the machine was
     * disturbed for more than a tenth of what lies beyond the percentile, its lower end is what the median was; of that
     * nothing is known from below.
     */
    Measured delay(String statistic, Disturbance disturbance) {
        List<LoadStep> repeats = steps.stream()
                .filter(step -> step.kind() == Kind.LATENCY && step.instrumentDrops() == 0 && step.standstillNs() == 0)
                .toList();
        if (repeats.size() < LATENCY_REPEATS) {
            return Measured.not(
                    Dimension.TIME,
                    "the delay under load was measured %d times, %d are needed"
                            .formatted(repeats.size(), LATENCY_REPEATS));
        }
        boolean median = statistic.equals("p50");
        long[] values = sorted(repeats, median ? LoadStep::delayP50Ns : LoadStep::delayP999Ns);
        if (values[0] < 0) {
            return Measured.not(Dimension.TIME, "too few packets arrived in a repeat to carry " + statistic);
        }
        double errorNs =
                repeats.stream().mapToLong(LoadStep::clockErrorNs).max().orElse(0);
        int rank = BinomialDistribution.of(values.length, 0.5).inverseCumulativeProbability((1 - CONFIDENCE) / 2);
        int lowest = Math.max(0, rank - 1);
        double lower = values[lowest] * (1 - BUCKET) - errorNs;
        double upper = values[values.length - Math.max(1, rank)] * (1 + BUCKET) + errorNs;
        double middle = Arrays.stream(values)
                .skip((values.length - 1) / 2)
                .limit(2 - values.length % 2)
                .average()
                .orElse(0);
        Measured measured = Measured.of(Dimension.TIME, middle, Math.max(0, lower), upper, values.length);
        if (disturbance.share() <= (median ? HALF : BEYOND_P999) / 10) {
            return measured;
        }
        boolean medianIsOwn = disturbance.share() <= HALF / 10;
        double least = medianIsOwn ? sorted(repeats, LoadStep::delayP50Ns)[lowest] * (1 - BUCKET) - errorNs : 0;
        return disturbance.lowered(measured, Math.max(0, least));
    }

    private static long[] sorted(List<LoadStep> repeats, ToLongFunction<LoadStep> delay) {
        return repeats.stream().mapToLong(delay).sorted().toArray();
    }
}
