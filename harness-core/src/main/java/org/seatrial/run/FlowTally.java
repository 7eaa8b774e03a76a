package org.seatrial.run;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.SampleSink;

/** Counts the samples of one flow: what was intended, offered and received, and how late it was sent. */
final class FlowTally implements SampleSink {

    private final Flow flow;
    private final PhaseClock phases;
    private final Map<Phase, Tally> counts = new EnumMap<>(Phase.class);
    private final BitSet hit = new BitSet();
    private final Histogram lateness = HistogramLog.emptyHistogram();
    private long latestAfterFaultNs;

    FlowTally(Flow flow, PhaseClock phases) {
        this.flow = flow;
        this.phases = phases;
        for (Phase phase : Phase.values()) {
            counts.put(phase, new Tally());
        }
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
        Phase phase = phases.phaseOf(intendedNs);
        Tally tally = counts.get(phase);
        if (tally == null) {
            throw new IllegalStateException("no counts for phase " + phase);
        }
        tally.intended++;
        tally.offered += outcome == Outcome.UNSENT ? 0 : 1;
        tally.received += outcome == Outcome.RECEIVED ? 1 : 0;
        tally.late += outcome == Outcome.LATE ? 1 : 0;
        tally.duplicate += Math.max(0, copies - 1);
        tally.reordered += reordered ? 1 : 0;
        tally.overRange += copies > 0 && completedNs - startedNs > HistogramLog.HIGHEST_NS ? 1 : 0;
        if (phase == Phase.FAULT && !outcome.good()) {
            hit.set(stream);
        }
        long lateNs = Math.clamp(startedNs - intendedNs, 0, HistogramLog.HIGHEST_NS);
        if (outcome != Outcome.UNSENT) {
            lateness.recordValue(lateNs);
        }
        if (phase != Phase.BASELINE) {
            latestAfterFaultNs = Math.max(latestAfterFaultNs, lateNs);
        }
    }

    /** The largest lateness of a packet due after the first fault, nanoseconds. */
    long latestAfterFaultNs() {
        return latestAfterFaultNs;
    }

    long latestNs() {
        return lateness.getMaxValue();
    }

    /** Packets due that the kernel never got. */
    long unsent() {
        return all().unsent();
    }

    FlowRecord record(long receiverDrops, int exposedStreams, List<EvidenceFile> files) {
        Map<String, FlowCounts> byPhase = new LinkedHashMap<>();
        counts.forEach((phase, tally) -> byPhase.put(phase.text(), tally.counts()));
        return new FlowRecord(
                flow.name(),
                flow.allStreams(),
                flow.intervalNs(),
                all(),
                receiverDrops,
                byPhase,
                lateness.getValueAtPercentile(99),
                lateness.getMaxValue(),
                exposedStreams,
                hit.cardinality(),
                files);
    }

    private FlowCounts all() {
        Tally sum = new Tally();
        counts.values().forEach(sum::add);
        return sum.counts();
    }

    /** Counts of one phase. */
    private static final class Tally {
        private long intended;
        private long offered;
        private long received;
        private long late;
        private long duplicate;
        private long reordered;
        private long overRange;

        void add(Tally other) {
            intended += other.intended;
            offered += other.offered;
            received += other.received;
            late += other.late;
            duplicate += other.duplicate;
            reordered += other.reordered;
            overRange += other.overRange;
        }

        FlowCounts counts() {
            return new FlowCounts(intended, offered, received, late, duplicate, reordered, overRange);
        }
    }
}
