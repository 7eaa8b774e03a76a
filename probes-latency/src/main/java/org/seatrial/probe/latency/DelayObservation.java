package org.seatrial.probe.latency;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.IntCountsHistogram;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.DelayIntervals.Interval;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.Outcome;

/** Histograms of one second each, cut at the phases' borders; longer ones where a trial lasts above four minutes. */
final class DelayObservation implements Observation {

    private static final long SECOND_NS = 1_000_000_000;
    // A histogram takes 120 kB, and all of them are needed at once because streams are replayed one after another.
    private static final long MOST_INTERVALS = 240;

    private final PhaseClock phases;
    private final long epochNs;
    private final long clockErrorNs;
    private final String file;
    private final long lengthNs;
    private final int lastIndex;
    private final Map<Phase, Row> rows = new EnumMap<>(Phase.class);
    private long overRange;
    private long belowZero;
    private long beyondClockError;
    private long worstBelowZeroNs;

    DelayObservation(FlowContext context, String file) {
        this.phases = context.phases();
        this.epochNs = phases.startNs() + context.clock().offsetNs();
        this.clockErrorNs = context.clock().errorNs();
        this.file = file;
        long durationNs = Math.max(1, phases.endNs() - phases.startNs());
        long seconds = Math.ceilDiv(durationNs, SECOND_NS);
        this.lengthNs = SECOND_NS * Math.ceilDiv(seconds, MOST_INTERVALS);
        this.lastIndex = index(phases.endNs(), Integer.MAX_VALUE);
        for (Phase phase : Phase.values()) {
            rows.put(phase, row(phase));
        }
    }

    /** The histograms of one phase; the first is of interval {@code first} of the trial. */
    private record Row(int first, List<IntCountsHistogram> histograms) {}

    private Row row(Phase phase) {
        long fromNs = begin(phase);
        long untilNs = end(phase);
        if (fromNs >= untilNs) {
            return new Row(0, List.of());
        }
        int first = index(fromNs, lastIndex);
        List<IntCountsHistogram> histograms = new ArrayList<>();
        for (int i = first; i <= index(untilNs, lastIndex); i++) {
            histograms.add(
                    new IntCountsHistogram(HistogramLog.LOWEST_NS, HistogramLog.HIGHEST_NS, HistogramLog.DIGITS));
        }
        return new Row(first, histograms);
    }

    private long begin(Phase phase) {
        return switch (phase) {
            case BASELINE -> phases.startNs();
            case FAULT -> phases.faultNs();
            case RECOVERY -> phases.healNs();
        };
    }

    /** The end of a phase; a packet intended exactly when the traffic stopped still belongs to its last phase. */
    private long end(Phase phase) {
        long stopNs = phases.endNs() + 1;
        return switch (phase) {
            case BASELINE -> Math.min(phases.faultNs(), stopNs);
            case FAULT -> Math.min(phases.healNs(), stopNs);
            case RECOVERY -> stopNs;
        };
    }

    private int index(long atNs, int last) {
        return Math.clamp((atNs - phases.startNs()) / lengthNs, 0, last);
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
        switch (outcome) {
            case RECEIVED, LATE -> record(intendedNs, completedNs - startedNs);
            case LOST, UNSENT -> {}
        }
    }

    private void record(long intendedNs, long delayNs) {
        long recordedNs = delayNs;
        if (delayNs > HistogramLog.HIGHEST_NS) {
            overRange++;
            recordedNs = HistogramLog.HIGHEST_NS;
        } else if (delayNs < HistogramLog.LOWEST_NS) {
            recordedNs = HistogramLog.LOWEST_NS;
            if (delayNs < 0) {
                belowZero++;
                worstBelowZeroNs = Math.max(worstBelowZeroNs, -delayNs);
                if (delayNs < -clockErrorNs) {
                    beyondClockError++;
                }
            }
        }
        histogram(intendedNs).recordValue(recordedNs);
    }

    private IntCountsHistogram histogram(long intendedNs) {
        long lastNs = Math.max(phases.startNs(), phases.endNs());
        Row row = rows.get(phases.phaseOf(Math.clamp(intendedNs, phases.startNs(), lastNs)));
        if (row == null) {
            throw new IllegalStateException("every phase has a row of histograms");
        }
        int i = index(intendedNs, lastIndex) - row.first();
        return row.histograms().get(Math.clamp(i, 0, row.histograms().size() - 1));
    }

    @Override
    public EvidenceFile finish(Path folder) throws IOException {
        List<Interval> intervals = new ArrayList<>();
        rows.forEach((phase, row) -> {
            for (int i = 0; i < row.histograms().size(); i++) {
                IntCountsHistogram histogram = row.histograms().get(i);
                if (histogram.getTotalCount() > 0) {
                    long indexNs = phases.startNs() + (row.first() + i) * lengthNs;
                    long fromNs = Math.max(begin(phase), indexNs);
                    long untilNs = Math.clamp(end(phase), fromNs, indexNs + lengthNs);
                    intervals.add(new Interval(phase, fromNs - phases.startNs(), untilNs - fromNs, histogram));
                }
            }
        });
        Clamped clamped = new Clamped(overRange, belowZero, beyondClockError, worstBelowZeroNs);
        return HistogramLog.write(folder, file, epochNs, new DelayIntervals(intervals, clamped));
    }
}
