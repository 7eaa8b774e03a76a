package org.seatrial.run;

import org.HdrHistogram.Histogram;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;

/** Delay and lateness on the reference path before its known outage: the noise floor of the instrument. */
final class PathStatistics implements SampleSink {

    private final PhaseClock phases;
    private final Histogram delay = HistogramLog.emptyHistogram();
    private final Histogram lateness = HistogramLog.emptyHistogram();

    PathStatistics(PhaseClock phases) {
        this.phases = phases;
    }

    @Override
    public void sample(
            int stream,
            long sequence,
            long intendedNs,
            long startedNs,
            long completedNs,
            Outcome outcome,
            int copies,
            boolean reordered) {
        lateness.recordValue(Math.clamp(startedNs - intendedNs, 0, HistogramLog.HIGHEST_NS));
        if (phases.phaseOf(intendedNs) == Phase.BASELINE && outcome == Outcome.RECEIVED) {
            delay.recordValue(Math.clamp(completedNs - startedNs, 0, HistogramLog.HIGHEST_NS));
        }
    }

    /** Packets that the delays rest on. */
    long samples() {
        return delay.getTotalCount();
    }

    long delayP50Ns() {
        return delay.getValueAtPercentile(50);
    }

    long delayP99Ns() {
        return delay.getValueAtPercentile(99);
    }

    long latenessP99Ns() {
        return lateness.getValueAtPercentile(99);
    }
}
