package org.seatrial.probe.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.traffic.Outcome;

/**
 * Follows each stream and closes an outage at the first good packet after it.
 *
 * <p>A sample allocates nothing; an outage allocates its record. Streams may be replayed one by one or interleaved.
 */
final class OutageObservation implements Observation {

    private final PhaseOfOutage phaseOf;
    private final SendGaps gaps;
    private final double intervalNs;
    private final long clockErrorNs;
    private final String file;
    private final Run[] runs;
    private final List<Outage> outages = new ArrayList<>();

    OutageObservation(FlowContext context, String file) {
        this.phaseOf = new PhaseOfOutage(context.phases());
        this.gaps = new SendGaps(context.phases());
        this.intervalNs = context.flow().intervalNs();
        this.clockErrorNs = context.clock().errorNs();
        this.file = file;
        this.runs = new Run[context.flow().allStreams()];
        Arrays.setAll(runs, stream -> new Run());
    }

    /** What is known of one stream. */
    private static final class Run {
        long nextSequence;
        long firstIntendedNs;
        boolean sentBefore;
        long lastSentNs;
        boolean goodBefore;
        long goodSentNs;
        long goodReceivedNs;
        long missing;
        long late;
        long duplicated;
        long missingIntendedNs;
        long firstMissingNs;
        long lastMissingNs;
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
        Run run = runs[stream];
        if (sequence != run.nextSequence) {
            throw new IllegalStateException("stream %d: sample of packet %d instead of %d: a packet without a sample"
                            .formatted(stream, sequence, run.nextSequence)
                    + " would be an outage that nobody sees");
        }
        if (sequence == 0) {
            run.firstIntendedNs = intendedNs;
        }
        run.nextSequence++;
        // A sender that stopped first never tried: then the packet is missing from the instant it was due.
        long sentNs = outcome == Outcome.UNSENT ? Math.max(intendedNs, startedNs) : startedNs;
        if (outcome != Outcome.UNSENT) {
            if (run.sentBefore) {
                gaps.between(run.lastSentNs, sentNs);
            }
            run.sentBefore = true;
            run.lastSentNs = sentNs;
        }
        if (outcome.good()) {
            if (run.missing > 0) {
                outages.add(ended(stream, run, sentNs, completedNs));
                run.missing = 0;
            }
            run.goodBefore = true;
            run.goodSentNs = sentNs;
            run.goodReceivedNs = completedNs;
        } else {
            miss(run, intendedNs, sentNs, outcome, copies);
        }
    }

    private static void miss(Run run, long intendedNs, long sentNs, Outcome outcome, int copies) {
        if (run.missing == 0) {
            run.missingIntendedNs = intendedNs;
            run.firstMissingNs = sentNs;
            run.late = 0;
            run.duplicated = 0;
        }
        run.missing++;
        run.lastMissingNs = sentNs;
        if (outcome == Outcome.LATE) {
            run.late++;
        }
        if (copies > 1) {
            run.duplicated++;
        }
    }

    private Outage ended(int stream, Run run, long sentNs, long receivedNs) {
        long seenNs = Math.max(sentNs, receivedNs);
        Phase phase = phaseOf.outage(run.missingIntendedNs, run.firstMissingNs, seenNs);
        long upperNs = run.goodBefore ? sentNs - run.goodSentNs + clockErrorNs : Long.MAX_VALUE;
        // Reordering can bring the packet after the outage in before the one that preceded it.
        long timestampNs = run.goodBefore ? Math.max(0, receivedNs - run.goodReceivedNs - Math.round(intervalNs)) : -1;
        return outage(stream, run, phase, sentNs, upperNs, timestampNs, false, phaseOf.healed(phase, seenNs));
    }

    private Outage unended(int stream, Run run) {
        Phase phase = phaseOf.outage(run.missingIntendedNs, run.firstMissingNs, Long.MAX_VALUE);
        boolean healed = phaseOf.healed(phase, run.lastMissingNs);
        return outage(stream, run, phase, run.lastMissingNs, Long.MAX_VALUE, -1, true, healed);
    }

    private Outage outage(
            int stream,
            Run run,
            Phase phase,
            long endNs,
            long upperNs,
            long timestampNs,
            boolean neverEnds,
            boolean endedByHeal) {
        return new Outage(
                stream,
                phase,
                run.goodBefore ? run.goodSentNs : run.firstIntendedNs,
                endNs,
                Math.max(0, run.lastMissingNs - run.firstMissingNs),
                upperNs,
                timestampNs,
                Math.round(run.missing * intervalNs),
                run.missing,
                run.late,
                run.duplicated,
                !run.goodBefore,
                neverEnds,
                endedByHeal);
    }

    @Override
    public EvidenceFile finish(Path folder) throws IOException {
        long fewestPackets = Long.MAX_VALUE;
        List<Outage> all = new ArrayList<>(outages);
        for (int stream = 0; stream < runs.length; stream++) {
            fewestPackets = Math.min(fewestPackets, runs[stream].nextSequence);
            if (runs[stream].missing > 0) {
                all.add(unended(stream, runs[stream]));
            }
        }
        all.sort(Comparator.comparingInt(Outage::stream).thenComparingLong(Outage::startNs));
        return OutageList.write(folder, file, new OutageLog(runs.length, fewestPackets, gaps.longest(), all));
    }
}
