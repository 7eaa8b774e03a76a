package org.seatrial.recording;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * The delays of one flow in one trial: one histogram an interval, each within one phase.
 *
 * @param intervals in order of phase, then of time; intervals in which nothing arrived are absent
 * @param clamped what did not fit
 */
public record DelayIntervals(List<Interval> intervals, Clamped clamped) {

    public DelayIntervals {
        intervals = List.copyOf(intervals);
    }

    /**
     * Packets intended in one span of time.
     *
     * @param startNs nanoseconds since the first intended packet
     * @param lengthNs nanoseconds
     * @param histogram delays in nanoseconds
     */
    public record Interval(Phase phase, long startNs, long lengthNs, AbstractHistogram histogram) {}

    /**
     * Delays that a histogram cannot hold.
     *
     * @param overRange longer than {@link HistogramLog#HIGHEST_NS}; recorded as that
     * @param belowZero negative; recorded as 1 ns
     * @param beyondClockError of these, more negative than the clock error explains: the stated error is too small
     * @param worstBelowZeroNs the most negative delay, as a positive number of nanoseconds; 0 if there was none
     */
    public record Clamped(long overRange, long belowZero, long beyondClockError, long worstBelowZeroNs) {
        public static final Clamped NONE = new Clamped(0, 0, 0, 0);
    }

    /** All samples of some phases in one histogram. */
    public Histogram merged(Set<Phase> phases) {
        Histogram all = HistogramLog.emptyHistogram();
        for (Interval interval : intervals) {
            if (phases.contains(interval.phase())) {
                all.add(interval.histogram());
            }
        }
        return all;
    }

    /** All samples of the trial in one histogram. */
    public Histogram merged() {
        return merged(EnumSet.allOf(Phase.class));
    }
}
