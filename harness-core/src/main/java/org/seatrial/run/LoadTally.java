package org.seatrial.run;

import org.HdrHistogram.Histogram;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.LoadStep;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;

/** Counts the samples of one load step. */
final class LoadTally implements SampleSink {

    /** A percentile is carried by at least this many samples beyond it. */
    private static final double SAMPLES_BEYOND = 10;

    private final Histogram lateness;
    private final Histogram delays = HistogramLog.emptyHistogram();
    private long intended;
    private long offered;
    private long received;
    private long late;
    private long latestNs;
    private long firstSentNs = Long.MAX_VALUE;
    private long lastSentNs = Long.MIN_VALUE;
    private long firstReceivedNs = Long.MAX_VALUE;
    private long lastReceivedNs = Long.MIN_VALUE;

    /** @param lateness of all steps together */
    LoadTally(Histogram lateness) {
        this.lateness = lateness;
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
        intended++;
        if (outcome == Outcome.UNSENT) {
            return;
        }
        offered++;
        long lateNs = Math.clamp(startedNs - intendedNs, 0, HistogramLog.HIGHEST_NS);
        lateness.recordValue(lateNs);
        late += lateNs > LoadStep.LATENESS_LIMIT_NS ? 1 : 0;
        latestNs = Math.max(latestNs, lateNs);
        firstSentNs = Math.min(firstSentNs, startedNs);
        lastSentNs = Math.max(lastSentNs, startedNs);
        if (copies > 0) {
            received++;
            firstReceivedNs = Math.min(firstReceivedNs, completedNs);
            lastReceivedNs = Math.max(lastReceivedNs, completedNs);
            delays.recordValue(Math.clamp(completedNs - startedNs, 0, HistogramLog.HIGHEST_NS));
        }
    }

    LoadStep step(
            LoadStep.Kind kind,
            double perSecond,
            int frameBytes,
            long durationNs,
            long instrumentDrops,
            long standstillNs,
            long clockErrorNs) {
        return new LoadStep(
                kind,
                perSecond,
                frameBytes,
                durationNs,
                intended,
                offered,
                received,
                instrumentDrops,
                late,
                standstillNs,
                latestNs,
                Math.max(0, lastSentNs - firstSentNs),
                Math.max(0, lastReceivedNs - firstReceivedNs),
                percentile(50),
                percentile(99.9),
                clockErrorNs);
    }

    private long percentile(double percent) {
        // 10 000 × (100 - 99.9) / 100 is a hair off 10 in binary.
        return received * (100 - percent) / 100 < SAMPLES_BEYOND - 1e-9 ? -1 : delays.getValueAtPercentile(percent);
    }
}
