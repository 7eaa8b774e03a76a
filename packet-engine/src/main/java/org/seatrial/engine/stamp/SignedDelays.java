package org.seatrial.engine.stamp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.seatrial.recording.HistogramLog;

/**
 * Delays that may be below zero, as a delay between two clocks is when they differ by more than it takes. Recording does not
 * allocate. For one thread.
 */
final class SignedDelays {

    /** A percentile is carried by at least this many samples beyond it. */
    private static final double SAMPLES_BEYOND = 10;

    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final String[] NAMES = {"p50", "p90", "p99", "p99.9"};

    private final Histogram above = HistogramLog.emptyHistogram();
    private final Histogram below = HistogramLog.emptyHistogram();
    private long minimum = Long.MAX_VALUE;
    private long maximum = Long.MIN_VALUE;
    private double sum;

    void record(long ns) {
        if (ns >= 0) {
            above.recordValue(Math.min(ns, HistogramLog.HIGHEST_NS));
        } else {
            below.recordValue(Math.min(-ns, HistogramLog.HIGHEST_NS));
        }
        minimum = Math.min(minimum, ns);
        maximum = Math.max(maximum, ns);
        sum += ns;
    }

    long count() {
        return above.getTotalCount() + below.getTotalCount();
    }

    /** The most negative one; positive if there was none below zero. */
    long minimum() {
        return minimum;
    }

    double sum() {
        return sum;
    }

    /** @param errorNs by how much the clocks may falsify every value */
    DelaySummary summary(long errorNs, String notMeasured) {
        if (count() == 0) {
            return DelaySummary.not(notMeasured);
        }
        Map<String, Interval> statistics = new LinkedHashMap<>();
        statistics.put("min", widened(minimum, minimum, minimum, errorNs));
        for (int i = 0; i < NAMES.length; i++) {
            double beyond = count() * (100 - PERCENTILES[i]) / 100;
            // 1000 × (100 - 99) / 100 is a hair off 10 in binary.
            if (beyond >= SAMPLES_BEYOND - 1e-9) {
                statistics.put(NAMES[i], percentile(PERCENTILES[i], errorNs));
            }
        }
        statistics.put("max", widened(maximum, maximum, maximum, errorNs));
        double mean = sum / count();
        statistics.put("mean", widened(mean, mean, mean, errorNs));
        return new DelaySummary(count(), Optional.of(errorNs), Collections.unmodifiableMap(statistics), "");
    }

    private Interval percentile(double percent, long errorNs) {
        // The smallest rank that at least this share of the samples does not exceed, 1 to count.
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * count() - 1e-9));
        long negative = below.getTotalCount();
        if (rank > negative) {
            long value = valueAt(above, rank - negative);
            return widened(value, above.lowestEquivalentValue(value), above.highestEquivalentValue(value), errorNs);
        }
        long value = valueAt(below, negative - rank + 1);
        return widened(-value, -below.highestEquivalentValue(value), -below.lowestEquivalentValue(value), errorNs);
    }

    private static long valueAt(Histogram histogram, long rank) {
        return histogram.getValueAtPercentile((rank - 0.5) * 100 / histogram.getTotalCount());
    }

    private static Interval widened(double value, double lower, double upper, long errorNs) {
        return new Interval(value, lower - errorNs, upper + errorNs);
    }
}
