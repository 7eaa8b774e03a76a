package org.seatrial.recording;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * The counts of many histograms of one layout, added up, and the time they span. For one thread.
 *
 * <p>A sum that no longer fits is refused: it would come out small, and small is good.
 */
final class CountsSum {

    private final CountsLayout layout;
    private long[] counts = {};
    private long highest;
    private long intervals;
    private long samples;
    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;

    CountsSum(CountsLayout layout) {
        this.layout = layout;
    }

    CountsLayout layout() {
        return layout;
    }

    long intervals() {
        return intervals;
    }

    long samples() {
        return samples;
    }

    long startNs() {
        return startNs;
    }

    long endNs() {
        return endNs;
    }

    /** The counts, with room for those of a histogram that tracks values up to {@code highestOfOne}. */
    long[] countsFor(long highestOfOne) {
        if (highestOfOne > highest) {
            highest = highestOfOne;
            int length = layout.length(highest);
            if (length > counts.length) {
                counts = Arrays.copyOf(counts, length);
            }
        }
        return counts;
    }

    /** Takes note of an interval whose counts have been added. */
    void added(long fromNs, long untilNs, long samplesOfOne) throws BadLineException {
        intervals++;
        samples += samplesOfOne;
        if (samples < 0) {
            throw new BadLineException("takes the number of samples beyond what can be counted");
        }
        startNs = Math.min(startNs, fromNs);
        endNs = Math.max(endNs, untilNs);
    }

    /** Adds another sum of the same layout. */
    void add(CountsSum other) throws BadLineException {
        if (!layout.equals(other.layout)) {
            throw new BadLineException("has a histogram of another resolution than those before it");
        }
        long[] all = countsFor(other.highest);
        for (int i = 0; i < other.counts.length; i++) {
            all[i] += other.counts[i];
        }
        intervals += other.intervals - 1;
        // Every count is part of the number of samples, so that if this fits, all of them do.
        added(other.startNs, other.endNs, other.samples);
    }

    /** The sum as a histogram of the largest range met. */
    Histogram histogram() {
        Histogram all = new Histogram(layout.lowest(), highest, layout.digits());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                all.recordValueWithCount(layout.smallestAt(i), counts[i]);
            }
        }
        return all;
    }
}
