package org.seatrial.engine.wire;

import java.util.Arrays;

/**
 * How late frames left a wire: the actual instant minus the instant they were due, in nanoseconds, never negative. Counts
 * by magnitude, exact below 64 ns and to 3 % above, up to 34 s.
 */
public final class ReleaseErrors {

    private static final int SUBDIVISIONS = 32;
    private static final int LARGEST_EXPONENT = 29;
    static final int BUCKETS = SUBDIVISIONS * (LARGEST_EXPONENT + 2);

    private final long[] counts;
    private final long total;

    ReleaseErrors(long[] counts) {
        this.counts = counts.clone();
        total = Arrays.stream(counts).sum();
    }

    static int bucketOf(long ns) {
        if (ns < 2 * SUBDIVISIONS) {
            return (int) Math.max(0, ns);
        }
        int exponent = 58 - Long.numberOfLeadingZeros(ns);
        return exponent > LARGEST_EXPONENT ? BUCKETS - 1 : SUBDIVISIONS * exponent + (int) (ns >> exponent);
    }

    private static long upperNs(int bucket) {
        if (bucket < 2 * SUBDIVISIONS) {
            return bucket;
        }
        int exponent = bucket / SUBDIVISIONS - 1;
        return ((bucket - (long) SUBDIVISIONS * exponent + 1) << exponent) - 1;
    }

    /** Frames counted. */
    public long count() {
        return total;
    }

    /**
     * The release error that a share of the frames did not exceed, at the upper edge of its bucket.
     *
     * @param quantile 0 to 1; 1 for the largest
     * @throws IllegalStateException if no frame was counted: not measured is never 0
     */
    public long quantileNs(double quantile) {
        if (total == 0) {
            throw new IllegalStateException("no frame has left: the release error is not measured");
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            seen += counts[bucket];
            if (seen >= rank) {
                return upperNs(bucket);
            }
        }
        return upperNs(BUCKETS - 1);
    }

    /** What was counted since an earlier reading of the same direction. */
    public ReleaseErrors since(ReleaseErrors earlier) {
        long[] difference = counts.clone();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            difference[bucket] -= earlier.counts[bucket];
        }
        return new ReleaseErrors(difference);
    }

    /** Both together, as of two directions. */
    public ReleaseErrors and(ReleaseErrors other) {
        long[] sum = counts.clone();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            sum[bucket] += other.counts[bucket];
        }
        return new ReleaseErrors(sum);
    }
}
