package org.seatrial.engine.stamp;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.DelayIntervals.Interval;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Phase;

/**
 * Round trips in histograms of one second each, longer ones where that would make too many, by the packet's intended instant.
 * All are made beforehand, so that recording does not allocate.
 */
final class RoundTripIntervals {

    private static final long SECOND_NS = 1_000_000_000;
    private static final long MOST_INTERVALS = 240;

    private final long packetIntervalNs;
    private final long lengthNs;
    private final long durationNs;
    private final List<Histogram> histograms = new ArrayList<>();
    private long overRange;

    RoundTripIntervals(int packets, long packetIntervalNs) {
        this.packetIntervalNs = packetIntervalNs;
        durationNs = packets * packetIntervalNs;
        lengthNs = SECOND_NS * Math.ceilDiv(Math.ceilDiv(durationNs, SECOND_NS), MOST_INTERVALS);
        for (long from = 0; from < durationNs; from += lengthNs) {
            histograms.add(HistogramLog.emptyHistogram());
        }
    }

    void record(int sequence, long ns) {
        if (ns > HistogramLog.HIGHEST_NS) {
            overRange++;
        }
        long clamped = Math.clamp(ns, HistogramLog.LOWEST_NS, HistogramLog.HIGHEST_NS);
        histograms.get((int) (sequence * packetIntervalNs / lengthNs)).recordValue(clamped);
    }

    DelayIntervals intervals() {
        List<Interval> found = new ArrayList<>();
        for (int i = 0; i < histograms.size(); i++) {
            if (histograms.get(i).getTotalCount() > 0) {
                long from = i * lengthNs;
                found.add(new Interval(Phase.BASELINE, from, Math.min(lengthNs, durationNs - from), histograms.get(i)));
            }
        }
        return new DelayIntervals(found, new Clamped(overRange, 0, 0, 0));
    }
}
