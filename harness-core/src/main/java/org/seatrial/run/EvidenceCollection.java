package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.PhaseClock;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.SampleSink;
import org.seatrial.traffic.TrafficSession;

/** Replays the samples of a trial into the observers and keeps what they make of them. */
final class EvidenceCollection {

    /**
     * Forwarding delay threshold (RFC 6412) of the reference path: a packet later than this is impaired. No longer than
     * the drain, because a packet that nobody waits for cannot be told from a lost one.
     */
    static final Duration FORWARDING_DELAY_THRESHOLD = Flow.FORWARDING_DELAY_THRESHOLD;

    private final List<Observer> observers;

    EvidenceCollection(List<Observer> observers) {
        this.observers = observers;
    }

    /** Writes the evidence of every flow into the folder, and notes doubts about the sender in the draft. */
    List<FlowRecord> collect(
            TrafficSession session,
            List<Flow> flows,
            PhaseClock phases,
            ClockRecord clock,
            Path folder,
            TrialDraft draft) {
        try {
            Files.createDirectories(folder);
            List<FlowRecord> records = new ArrayList<>();
            for (Flow flow : flows) {
                FlowTally tally = new FlowTally(flow, phases);
                FlowContext context = new FlowContext(flow, phases, clock, draft.standstills());
                List<EvidenceFile> files = observe(session, flow, context, tally, folder);
                long drops = session.receiverDrops(flow);
                records.add(tally.record(drops, draft.exposedStreams(flow.name()), files));
                doubts(flow, tally, phases, draft);
                if (drops > 0) {
                    draft.doubt(flow.name() + ": the instrument itself dropped " + drops
                            + " packets that had arrived; they count as lost, and no loss is blamed on the design"
                            + " for them");
                }
                session.shortfalls(flow).forEach(shortfall -> draft.doubt(flow.name() + ": " + shortfall));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException("evidence could not be written to " + folder, e);
        }
    }

    private List<EvidenceFile> observe(
            TrafficSession session, Flow flow, FlowContext context, FlowTally tally, Path folder) throws IOException {
        List<Observation> observations = observers.stream()
                .filter(observer -> observer.observes(flow))
                .map(observer -> observer.observe(context))
                .toList();
        SampleSink everybody = (stream, sequence, intended, started, completed, outcome, copies, reordered) -> {
            tally.sample(stream, sequence, intended, started, completed, outcome, copies, reordered);
            for (Observation observation : observations) {
                observation.sample(stream, sequence, intended, started, completed, outcome, copies, reordered);
            }
        };
        session.replay(flow, flow.forwardingDelayThreshold(), everybody);
        List<EvidenceFile> files = new ArrayList<>();
        for (Observation observation : observations) {
            files.add(observation.finish(folder));
        }
        return files;
    }

    /** After the fault a bad sender excludes nothing: it weakens what was measured, and says so. */
    private static void doubts(Flow flow, FlowTally tally, PhaseClock phases, TrialDraft draft) {
        long late = phases.faultNs() == Long.MAX_VALUE ? tally.latestNs() : tally.latestAfterFaultNs();
        if (late > SteadyState.latenessLimitNs(flow)) {
            draft.doubt(flow.name() + ": the sender was up to " + late / 1_000 + " µs late"
                    + (phases.faultNs() == Long.MAX_VALUE ? "" : " after the fault"));
        }
        if (tally.unsent() > 0) {
            draft.doubt(flow.name() + ": " + tally.unsent() + " packets were due and not sent; they count as lost");
        }
    }
}
