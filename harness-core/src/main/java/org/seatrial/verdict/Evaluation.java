package org.seatrial.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.Crowding;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.recording.TrialRecord;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.MetricRef;

/** Computes a metric of one trial from its record and its evidence files, and from nothing else. */
final class Evaluation {

    private final Evidence evidence;
    private final WorkloadEvaluation workloads;

    Evaluation(Evidence evidence) {
        this.evidence = evidence;
        this.workloads = new WorkloadEvaluation(evidence);
    }

    /** @throws IOException naming the file, if evidence is missing or damaged */
    Measured measure(MetricRef reference, Metric metric, TrialRecord trial) throws IOException {
        Dimension dimension = metric.dimension(reference.statistic());
        PhaseClock phases = trial.phases();
        ClockRecord clock = trial.clock();
        if (phases == null || clock == null) {
            return Measured.not(dimension, "the trial has no time base");
        }
        if (metric.needsFault() && trial.faults().isEmpty()) {
            return Measured.not(dimension, "the trial has no fault");
        }
        Measured measured = CrowdingDoubt.applied(
                reference,
                metric,
                trial,
                switch (metric) {
                    case DURATION -> duration(reference, trial);
                    case DETECTION -> detection(trial, clock);
                    case WITHOUT_REDUNDANCY -> withoutRedundancy(trial, phases, evidence.mirrors(trial));
                    case THROUGHPUT, DELAY_UNDER_LOAD, BACK_TO_BACK -> throughput(reference, metric, trial);
                    case LATENCY,
                            FAILED,
                            RESTORATION,
                            FAILED_AFTER_RESTORATION,
                            SET_UP,
                            SET_UP_FAILURES,
                            DROPPED,
                            SET_UP_TIME,
                            CORRUPT,
                            RECOVERY_POINT,
                            ORDER_VIOLATIONS,
                            STALE_RECORDS,
                            RESYNCHRONISATION,
                            STALL -> workloads.measure(reference, metric, trial, phases);
                    case LOST ->
                        WorkloadEvaluation.ran(reference, trial)
                                ? workloads.measure(reference, metric, trial, phases)
                                : flow(reference, metric, trial, phases, clock);
                    case LATENESS -> lateness(reference, trial);
                    case DELAY,
                            DELAY_VARIATION,
                            MOS,
                            R_FACTOR,
                            LOSS,
                            DUPLICATES,
                            REORDERED,
                            LATE,
                            OUTAGE,
                            REVERSION,
                            INTERRUPTION,
                            CONVERGENCE -> flow(reference, metric, trial, phases, clock);
                });
        return InterferenceDoubt.applied(reference, metric, trial, weakenedByFailedAction(metric, trial, measured));
    }

    /**
     * Where the runbook failed, what was measured is what it led to at the least: nothing good follows from it, and
     * what breaks a limit all the same does so beyond doubt.
     */
    private static Measured weakenedByFailedAction(Metric metric, TrialRecord trial, Measured measured) {
        Optional<ActionRecord> failed =
                trial.actions().stream().filter(ActionRecord::failed).findFirst();
        if (failed.isEmpty() || metric == Metric.DURATION || !measured.known()) {
            return measured;
        }
        return new Measured(
                measured.dimension(),
                true,
                measured.value(),
                measured.lower(),
                Double.POSITIVE_INFINITY,
                measured.samples(),
                failure(failed.get()));
    }

    private static String failure(ActionRecord action) {
        return "recovery action " + action.action().name() + " failed: " + action.failure();
    }

    private static Measured duration(MetricRef reference, TrialRecord trial) {
        Optional<ActionRecord> found = trial.actions().stream()
                .filter(action -> action.action().name().equals(reference.subject()))
                .findFirst();
        if (found.isEmpty()) {
            return Measured.not(Dimension.TIME, reference.subject() + " is no recovery action of this trial");
        }
        Long startedNs = found.get().startedNs();
        Long endedNs = found.get().endedNs();
        if (found.get().failed() || startedNs == null || endedNs == null) {
            double never = Double.POSITIVE_INFINITY;
            return new Measured(
                    Dimension.TIME, true, never, atLeast(found.get(), trial), never, 1, failure(found.get()));
        }
        double lasted = (double) (endedNs - startedNs);
        return Measured.of(Dimension.TIME, lasted, lasted, lasted, 1);
    }

    /** One that was killed because its time was over had not so much time, where all processors were in use meanwhile. */
    private static double atLeast(ActionRecord failed, TrialRecord trial) {
        Long startedNs = failed.startedNs();
        Long endedNs = failed.endedNs();
        if (startedNs == null || endedNs == null || failed.exitCode() != null) {
            return Double.POSITIVE_INFINITY;
        }
        return Crowding.within(trial.interference().crowded(), startedNs, endedNs) > 0
                ? (double) (endedNs - startedNs)
                : Double.POSITIVE_INFINITY;
    }

    /** Said by the sender's own log, whether or not the flow crossed what was broken. */
    private static Measured lateness(MetricRef reference, TrialRecord trial) {
        return trial.flows().stream()
                .filter(flow -> flow.flow().equals(reference.subject()))
                .findFirst()
                .map(flow -> {
                    FlowCounts counts = flow.counts();
                    if (counts.offered() == 0) {
                        return Measured.not(Dimension.TIME, "no packet left");
                    }
                    boolean most = reference.statistic().equals("max");
                    double lateNs = (double) (most ? flow.latenessMaxNs() : flow.latenessP99Ns());
                    // What never left is later than anything.
                    return counts.unsent() == 0
                            ? Measured.of(Dimension.TIME, lateNs, lateNs, lateNs, counts.offered())
                            : new Measured(
                                    Dimension.TIME,
                                    true,
                                    lateNs,
                                    lateNs,
                                    Double.POSITIVE_INFINITY,
                                    counts.offered(),
                                    counts.unsent() + " packets never left");
                })
                .orElseGet(() -> Measured.not(Dimension.TIME, reference.subject() + " did not flow in this trial"));
    }

    private Measured flow(MetricRef reference, Metric metric, TrialRecord trial, PhaseClock phases, ClockRecord clock)
            throws IOException {
        Dimension dimension = metric.dimension(reference.statistic());
        Optional<FlowRecord> found = trial.flows().stream()
                .filter(flow -> flow.flow().equals(reference.subject()))
                .findFirst();
        if (found.isEmpty()) {
            return Measured.not(dimension, reference.subject() + " did not flow in this trial");
        }
        if (trial.plan().throughput() != null) {
            return Measured.not(dimension, "the trial searches for throughput and offers too much on purpose");
        }
        FlowRecord flow = found.get();
        if (!trial.faults().isEmpty() && flow.exposedStreams() <= 0 && !standsBy(reference, trial)) {
            return Measured.not(
                    dimension,
                    "not exposed: no stream of %s was seen crossing %s before the fault"
                            .formatted(
                                    flow.flow(),
                                    trial.faults().getFirst().fault().target()));
        }
        if (flow.counts().intended() == 0) {
            return Measured.not(dimension, "no packet was due");
        }
        FlowCounts counts = flow.counts();
        OwnDrops drops = new OwnDrops(flow.receiverDrops());
        return switch (metric) {
            case LOSS -> drops.loss(dimension, counts, counts.intended());
            case LOST -> drops.loss(dimension, counts, 1);
            case DUPLICATES -> drops.silence(exact(dimension, (double) counts.duplicate(), counts));
            case REORDERED -> drops.silence(exact(dimension, (double) counts.reordered(), counts));
            case LATE -> drops.silence(exact(dimension, (double) counts.late(), counts));
            case DELAY, DELAY_VARIATION -> drops.silence(delay(reference, metric, trial, flow, clock));
            case OUTAGE, REVERSION, INTERRUPTION -> drops.widen(span(reference, metric, trial, flow, phases));
            case MOS, R_FACTOR -> drops.silence(speech(reference, metric, trial, flow, clock));
            case CONVERGENCE -> drops.widen(convergence(trial, flow, phases, clock));
            case LATENESS,
                    THROUGHPUT,
                    DELAY_UNDER_LOAD,
                    BACK_TO_BACK,
                    LATENCY,
                    FAILED,
                    RESTORATION,
                    FAILED_AFTER_RESTORATION,
                    SET_UP,
                    SET_UP_FAILURES,
                    DROPPED,
                    SET_UP_TIME,
                    CORRUPT,
                    RECOVERY_POINT,
                    ORDER_VIOLATIONS,
                    STALE_RECORDS,
                    RESYNCHRONISATION,
                    STALL,
                    DETECTION,
                    WITHOUT_REDUNDANCY,
                    DURATION -> throw new IllegalArgumentException(metric.text() + " is not measured of a flow");
        };
    }

    /** Whether it was declared beforehand not to cross what is broken: then it counts although it was not seen there. */
    static boolean standsBy(MetricRef reference, TrialRecord trial) {
        return trial.plan().bystanders().contains(reference.subject());
    }

    private Measured throughput(MetricRef reference, Metric metric, TrialRecord trial) throws IOException {
        Optional<FlowRecord> flow = trial.flows().stream()
                .filter(one -> one.flow().equals(reference.subject()))
                .findFirst();
        Optional<List<LoadStep>> steps = flow.isEmpty() ? Optional.empty() : evidence.loadSteps(trial, flow.get());
        if (trial.plan().throughput() == null || steps.isEmpty()) {
            return Measured.not(
                    metric.dimension(reference.statistic()),
                    "the trial did not search for the throughput of " + reference.subject());
        }
        ThroughputFigures figures = new ThroughputFigures(steps.get());
        return switch (metric) {
            case THROUGHPUT -> figures.throughput();
            case BACK_TO_BACK -> figures.backToBack();
            default ->
                figures.delay(
                        reference.statistic(),
                        new Disturbance(trial.interference().disturbedShare()));
        };
    }

    private static Measured exact(Dimension dimension, double value, FlowCounts counts) {
        return Measured.of(dimension, value, value, value, counts.intended());
    }

    private Measured delay(MetricRef reference, Metric metric, TrialRecord trial, FlowRecord flow, ClockRecord clock)
            throws IOException {
        Optional<DelayIntervals> delays = evidence.delays(trial, flow);
        if (delays.isEmpty()) {
            return Measured.not(Dimension.TIME, "no delays were recorded");
        }
        DelayFigures figures = new DelayFigures(
                delays.get(),
                clock.errorNs(),
                new Disturbance(trial.interference().disturbedShare()));
        return metric == Metric.DELAY_VARIATION ? figures.variation() : figures.statistic(reference.statistic());
    }

    private Measured speech(MetricRef reference, Metric metric, TrialRecord trial, FlowRecord flow, ClockRecord clock)
            throws IOException {
        Optional<List<SpeechWindow>> windows = evidence.speech(trial, flow);
        if (windows.isEmpty()) {
            return Measured.not(
                    Dimension.SCORE, flow.flow() + " does not look like G.711 speech: 214 B, 50/s per stream");
        }
        return new SpeechFigures(windows.get(), clock.errorNs()).score(metric, reference.statistic());
    }

    private Measured span(MetricRef reference, Metric metric, TrialRecord trial, FlowRecord flow, PhaseClock phases)
            throws IOException {
        Optional<OutageLog> outages = evidence.outages(trial, flow);
        return outages.isEmpty()
                ? Measured.not(metric.dimension(reference.statistic()), "no outage list was recorded")
                : new SpanFigures(flow, outages.get(), phases).statistic(metric, reference.statistic());
    }

    private Measured convergence(TrialRecord trial, FlowRecord flow, PhaseClock phases, ClockRecord clock)
            throws IOException {
        Optional<OutageLog> outages = evidence.outages(trial, flow);
        return outages.isEmpty()
                ? Measured.not(Dimension.TIME, "no outage list was recorded")
                : new ConvergenceFigures(flow, outages.get(), phases, clock.errorNs())
                        .since(trial.faults().getFirst().effect());
    }

    private static Measured detection(TrialRecord trial, ClockRecord clock) {
        FaultRecord.Effect effect = trial.faults().getFirst().effect();
        Long detectedNs = trial.detectedNs();
        if (detectedNs == null) {
            return Measured.not(Dimension.TIME, "the design did not log that it noticed the fault");
        }
        return since(
                effect, detectedNs, detectedNs, clock.errorNs(), "the design noticed before the fault took effect");
    }

    private static Measured withoutRedundancy(TrialRecord trial, PhaseClock phases, Optional<List<MirrorSpan>> looks) {
        FaultRecord.Effect effect = trial.faults().getFirst().effect();
        Optional<Commanded> healed = MirrorFigures.lastHealing(trial);
        Long restoredNs = trial.redundancyRestoredNs();
        Optional<MirrorFigures.Whole> mirrors = new MirrorFigures(looks.orElse(List.of()))
                .all(healed.map(Commanded::afterNs).orElse(Long.MAX_VALUE));
        if (restoredNs == null || mirrors.isEmpty() || mirrors.get().latestNs() == Long.MAX_VALUE) {
            // Without a path it lasted until traffic was stopped, without a mirror until the last look at it.
            long untilNs = restoredNs == null
                    ? phases.endNs()
                    : mirrors.map(MirrorFigures.Whole::earliestNs).orElse(effect.latestNs());
            double atLeast = Math.max(0, untilNs - effect.latestNs());
            return new Measured(
                    Dimension.TIME,
                    true,
                    atLeast,
                    atLeast,
                    Double.POSITIVE_INFINITY,
                    1,
                    "redundancy was not seen whole again");
        }
        long latestNs = Math.max(restoredNs, mirrors.get().latestNs());
        // Seen whole is later than being whole; it cannot have been whole before healing began.
        long beganNs = healed.map(Commanded::beforeNs).orElse(effect.latestNs());
        long earliestNs = Math.min(latestNs, Math.max(beganNs, mirrors.get().earliestNs()));
        return since(effect, earliestNs, latestNs, 0, "redundancy was whole before the fault took effect");
    }

    /** From the effect until an instant that lies between two others. */
    private static Measured since(
            FaultRecord.Effect effect, long earliestNs, long latestNs, long errorNs, String impossible) {
        double upper = (double) (latestNs - effect.earliestNs() + errorNs);
        if (upper < 0) {
            return Measured.not(Dimension.TIME, impossible);
        }
        double lower = Math.max(0, (double) (earliestNs - effect.latestNs() - errorNs));
        double best = (double) latestNs - effect.latestNs() + (effect.latestNs() - effect.earliestNs()) / 2.0;
        return Measured.of(Dimension.TIME, Math.clamp(best, lower, upper), lower, upper, 1);
    }
}
