package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.seatrial.lab.Lab;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Interference;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStepList;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.run.ProgressListener.TrialStep;
import org.seatrial.suite.ThroughputSpec;
import org.seatrial.traffic.Flow;

/**
 * Runs one trial that searches for throughput. Nothing is broken, so nothing is healed; whatever ends the search early
 * makes the trial INVALID or ABORTED, because half a search says nothing.
 */
final class ThroughputLoop {

    private final Lab lab;
    private final Adapters adapters;
    private final Logbook log;
    private final Cancellation cancellation;
    private final LabHealth health;
    private final ProgressListener progress;

    ThroughputLoop(
            Lab lab,
            Adapters adapters,
            Logbook log,
            Cancellation cancellation,
            LabHealth health,
            ProgressListener progress) {
        this.lab = lab;
        this.adapters = adapters;
        this.log = log;
        this.cancellation = cancellation;
        this.health = health;
        this.progress = progress;
    }

    /** Runs the search with the trial's one flow and writes its steps into the folder. */
    TrialRecord run(PlannedTrial plan, ThroughputSpec spec, Flow flow, Path folder) {
        TrialDraft draft = new TrialDraft(plan, log.clock());
        health.unusable().ifPresent(draft::aborted);
        if (draft.aborted()) {
            return draft.record();
        }
        try {
            step(plan, TrialStep.ARM);
            Precondition.awaitWhole(lab, log.clock(), cancellation, health);
            long startNs = log.clock().monotonicNanos();
            LoadOffer load = new LoadOffer(lab, adapters.generatorFor(lab), flow, log.clock(), cancellation);
            step(plan, TrialStep.STEADY);
            List<LoadStep> steps;
            try (StallWatch stalls = StallWatch.over(log.clock(), lab::waitLikeNodes)) {
                steps = ThroughputSearch.run(spec, flow.frameBytes(), load);
                // Standstills and drops are held against the step in which they fell, and not against the whole search.
                draft.interference(new Interference(0, 0, List.of(), stalls.disturbedShare(), List.of()));
            }
            health.worked();
            draft.phases(new PhaseClock(
                    startNs, Long.MAX_VALUE, Long.MAX_VALUE, log.clock().monotonicNanos()));
            step(plan, TrialStep.COLLECT);
            draft.clock(load.clock());
            if (load.clock().stepped()) {
                draft.invalid("the wall clock was stepped during the trial");
            }
            draft.flows(List.of(record(flow, load, write(folder, flow, steps))));
            doubts(flow, steps, draft);
        } catch (CancelledException stopped) {
            draft.aborted("stopped: " + stopped.getMessage());
        } catch (TrialInvalidException invalid) {
            draft.invalid(String.valueOf(invalid.getMessage()));
        } catch (RuntimeException failed) {
            if (health.failedBeforeFault(String.valueOf(failed.getMessage()))) {
                draft.aborted("lab or harness failed " + LabHealth.FAILURES_IN_A_ROW + " times in a row: " + failed);
            } else {
                draft.invalid("lab or harness failed during the search: " + failed);
            }
        }
        return draft.record();
    }

    private static EvidenceFile write(Path folder, Flow flow, List<LoadStep> steps) {
        try {
            Files.createDirectories(folder);
            return LoadStepList.write(folder, flow.name() + ".throughput.csv", steps);
        } catch (IOException failed) {
            throw new UncheckedIOException("evidence could not be written to " + folder, failed);
        }
    }

    private static FlowRecord record(Flow flow, LoadOffer load, EvidenceFile file) {
        int nobodyLooked = -1;
        return new FlowRecord(
                flow.name(),
                flow.allStreams(),
                flow.intervalNs(),
                load.counts(),
                load.receiverDrops(),
                Map.of(),
                load.lateness().getValueAtPercentile(99),
                load.lateness().getMaxValue(),
                nobodyLooked,
                0,
                List.of(file));
    }

    private static void doubts(Flow flow, List<LoadStep> steps, TrialDraft draft) {
        long doubtful = steps.stream()
                .filter(step -> step.result() == LoadStep.Result.DOUBTFUL)
                .count();
        if (doubtful > 0) {
            draft.doubt(flow.name() + ": in " + doubtful + " of " + steps.size()
                    + " load steps packets were lost that the instrument itself may have lost or bunched; they count"
                    + " for nothing");
        }
        long shortSteps = steps.stream().filter(LoadStep::fellShort).count();
        if (shortSteps > 0) {
            draft.doubt(flow.name() + ": in " + shortSteps + " of " + steps.size()
                    + " load steps less was offered than intended");
        }
    }

    private void step(PlannedTrial plan, TrialStep step) {
        log.events().now(step.text(), plan.key().path(), "");
        progress.phase(plan.key(), step);
    }
}
