package org.seatrial.verdict;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.units.Dimension;

/**
 * Statistics of delays as intervals: a histogram knows a value only to its bucket, and a receive stamp is known only
 * to the clock error. Limits inside the interval decide nothing.
 */
final class DelayFigures {

    /** A percentile is carried by at least this many samples beyond it. */
    private static final double SAMPLES_BEYOND = 10;

    private final Histogram delays;
    private final DelayIntervals.Clamped clamped;
    private final double errorNs;
    private final String doubt;
    private final Disturbance disturbance;

    DelayFigures(DelayIntervals intervals, long clockErrorNs, Disturbance disturbance) {
        this.delays = intervals.merged();
        this.clamped = intervals.clamped();
        this.disturbance = disturbance;
        // A delay of -5 µs shows that stamps are wrong by at least that, whatever error was stated.
        this.errorNs = Math.max(clockErrorNs, clamped.worstBelowZeroNs());
        this.doubt = clamped.beyondClockError() == 0
                ? ""
                : "%d delays were more negative than the clock error explains".formatted(clamped.beyondClockError());
    }

    Measured statistic(String name) {
        if (delays.getTotalCount() == 0) {
            return Measured.not(Dimension.TIME, "no packet arrived");
        }
        return switch (name) {
            case "min" -> minimum();
            case "mean" -> mean();
            case "max" -> ranked(100);
            default -> percentile(Double.parseDouble(name.substring(1)));
        };
    }

    /** Packet delay variation, RFC 8219: 99.9th percentile less the minimum. */
    Measured variation() {
        Measured high = statistic("p99.9");
        if (!high.known()) {
            return high;
        }
        Measured low = statistic("min");
        // Both ends carry the clock error, as the offset drifts between them.
        return new Measured(
                Dimension.TIME,
                true,
                Math.max(0, high.value() - low.value()),
                Math.max(0, high.lower() - low.upper()),
                high.upper() - low.lower(),
                high.samples(),
                high.doubt());
    }

    private Measured minimum() {
        Measured bucket = bucket(delays.getMinValue());
        return clamped.belowZero() == 0 ? bucket : measured(bucket.value(), 0, bucket.upper());
    }

    private Measured percentile(double percent) {
        double beyond = delays.getTotalCount() * (100 - percent) / 100;
        // 1000 × (100 - 99) / 100 is a hair off 10 in binary.
        if (beyond < SAMPLES_BEYOND - 1e-9) {
            return Measured.not(
                    Dimension.TIME,
                    "%d samples cannot carry a percentile of %s: only %.1f lie beyond it, %.0f are needed"
                            .formatted(delays.getTotalCount(), Double.toString(percent), beyond, SAMPLES_BEYOND));
        }
        return ranked(percent);
    }

    private Measured ranked(double percent) {
        return disturbance.lowered(
                bucket(delays.getValueAtPercentile(percent)),
                percent,
                lower -> bucket(delays.getValueAtPercentile(lower)).lower());
    }

    private Measured mean() {
        double low = 0;
        double high = 0;
        for (HistogramIterationValue step : delays.recordedValues()) {
            double count = step.getCountAtValueIteratedTo();
            low += count * delays.lowestEquivalentValue(step.getValueIteratedTo());
            high += count * delays.highestEquivalentValue(step.getValueIteratedTo());
        }
        double samples = delays.getTotalCount();
        double upper = clamped.overRange() == 0 ? high / samples + errorNs : Double.POSITIVE_INFINITY;
        return disturbance.lowered(
                measured(delays.getMean(), low / samples - errorNs, upper),
                Math.max(0, leastSum() / samples - errorNs));
    }

    /** Of all delays, if those that took longest in the disturbed share had been as short as any. */
    private double leastSum() {
        double shortest = delays.lowestEquivalentValue(delays.getMinValue());
        double own = delays.getTotalCount() * (1 - disturbance.share());
        double sum = 0;
        double counted = 0;
        for (HistogramIterationValue step : delays.recordedValues()) {
            double count = Math.min(step.getCountAtValueIteratedTo(), own - counted);
            sum += count * delays.lowestEquivalentValue(step.getValueIteratedTo());
            counted += count;
        }
        return sum + (delays.getTotalCount() - counted) * shortest;
    }

    private Measured bucket(long value) {
        long highest = delays.highestEquivalentValue(value);
        boolean beyondRange = clamped.overRange() > 0 && highest >= delays.getMaxValue();
        double upper = beyondRange ? Double.POSITIVE_INFINITY : highest + errorNs;
        double lower = delays.lowestEquivalentValue(value) - errorNs;
        return measured((double) delays.medianEquivalentValue(value), lower, upper);
    }

    private Measured measured(double value, double lower, double upper) {
        return new Measured(
                Dimension.TIME, true, Math.max(0, value), Math.max(0, lower), upper, delays.getTotalCount(), doubt);
    }
}
