package org.seatrial.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.Lab;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.Interference;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.Standstill;
import org.seatrial.recording.TrialRecord;
import org.seatrial.run.ProgressListener.TrialStep;
import org.seatrial.suite.Suite;
import org.seatrial.suite.ThroughputSpec;
import org.seatrial.suite.TrialSpec;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.TrafficSession;
import org.seatrial.traffic.Workload;

/**
 * Runs one trial: arm, steady state, fault, proof of its effect, hold, heal, recovery, drain, collect.
 *
 * <p>Two rules hold whatever happens. What was broken is healed, in reverse order, before anything else is done. And a
 * trial is excluded only for a reason that was known before the fault or because the fault's effect was not proven;
 * what goes wrong later is a doubt, an abort or a bad result, never an exclusion.
 */
final class TrialLoop {

    private final Lab lab;
    private final Suite suite;
    private final Adapters adapters;
    private final Logbook log;
    private final Healing healing;
    private final Cancellation cancellation;
    private final LabHealth health;
    private final ProgressListener progress;
    private final BreakAndHold breaking;
    private final Path suiteCopy;

    /** @param suiteCopy the run's own copy of the suite's folder */
    TrialLoop(
            Lab lab,
            Suite suite,
            Adapters adapters,
            Logbook log,
            Cancellation cancellation,
            LabHealth health,
            ProgressListener progress,
            Path suiteCopy) {
        this.lab = lab;
        this.suite = suite;
        this.adapters = adapters;
        this.log = log;
        this.healing = new Healing(adapters.healers(), log.ledger());
        this.cancellation = cancellation;
        this.health = health;
        this.progress = progress;
        this.suiteCopy = suiteCopy;
        this.breaking = new BreakAndHold(cancellation, progress, this::rebuild);
    }

    /** Runs a trial and writes its evidence into the folder; the caller writes the record. */
    TrialRecord run(PlannedTrial plan, Path folder) {
        TrialDraft draft = new TrialDraft(plan, log.clock());
        health.refused(plan.key().trial()).ifPresent(draft::aborted);
        if (draft.aborted()) {
            return draft.record();
        }
        ThroughputSpec search = plan.throughput();
        if (search != null) {
            return new ThroughputLoop(lab, adapters, log, cancellation, health, progress)
                    .run(plan, search, flows(plan, plan.traffic()).getFirst(), folder);
        }
        TrialTimes times = new TrialTimes(plan);
        FaultsInForce faults = new FaultsInForce(plan.key().path(), lab, log, healing, times.inForceAtMost());
        AbortWatch watch = new AbortWatch(plan.key().path(), log, faults::faultNs);
        try {
            step(plan, TrialStep.ARM);
            log.ensureWatched();
            Precondition.awaitWhole(lab, log.clock(), cancellation, health);
            List<Flow> flows = flows(plan, plan.traffic());
            faults.prepare(plan.faults(), adapters, watch.clock(), cancellation);
            Runbook runbook = new Runbook(plan, lab, log, healing, suiteCopy, folder);
            long wireDropsBefore = lab.ownDrops();
            try (TrafficSession session = adapters.generatorFor(lab).open(lab, flows, times.longest());
                    WorkloadsAtWork workloads = WorkloadsAtWork.open(lab, adapters, workloads(plan), times.longest());
                    StallWatch stalls = StallWatch.over(log.clock(), lab::waitLikeNodes)) {
                watch.over(AbortWatch.conditions(
                        flows(plan, spared(plan)), faults.undos(), lab, session, stalls, log.clock()));
                long startNs = session.start();
                workloads.start(startNs);
                offerAndBreak(session, flows, workloads, startNs, faults, runbook, watch, draft);
                Recovery recovery = new Recovery(lab, faults, log.clock(), cancellation);
                PhaseClock phases =
                        finish(session, workloads, TrialTimes.drain(flows), startNs, faults, recovery, watch, draft);
                draft.interference(new Interference(
                        stalls.longestNs(),
                        lab.ownDrops() - wireDropsBefore,
                        standstills(phases),
                        stalls.disturbedShare(),
                        stalls.crowded()));
                if (faults.anyAttempted() && health.unusable().isEmpty()) {
                    restored(recovery, faults, draft);
                }
                runbook.note();
                draft.actions(runbook.records());
                collect(session, flows, phases, faults, folder, draft);
                workloads.collect(folder, draft);
                NoticedEvidence.collect(lab, phases, faults, log.clock().monotonicNanos(), folder, draft);
                MirrorEvidence.collect(lab, phases, log, folder, draft);
            }
        } catch (RuntimeException e) {
            stop(draft, e, faults);
        }
        draft.faults(faults.records());
        return draft.record();
    }

    private void offerAndBreak(
            TrafficSession session,
            List<Flow> flows,
            WorkloadsAtWork workloads,
            long startNs,
            FaultsInForce faults,
            Runbook runbook,
            AbortWatch watch,
            TrialDraft draft) {
        PlannedTrial plan = draft.plan();
        try {
            steady(session, flows, workloads, startNs, draft);
            if (!plan.faults().isEmpty()) {
                step(plan, TrialStep.FAULT);
                Commanded last = breaking.inject(plan, faults, runbook, watch.clock());
                step(plan, TrialStep.HOLD);
                breaking.hold(plan, faults, last, runbook, watch.clock());
                workloads.beforeHealing(draft);
            }
        } catch (RuntimeException e) {
            stop(draft, e, faults);
        } finally {
            watch.beforeHealing();
            // An interrupt must not reach the healers, and an Error must not keep anything broken.
            cancellation.absorbInterrupt();
            runbook.stop();
            List<String> failures = new ArrayList<>(faults.healAll());
            // Taken back after the repair, as an operator does: moving back to what is still broken would be an outage.
            failures.addAll(runbook.undoAll());
            if (faults.outlastedDeadline()) {
                draft.aborted("a fault was in force longer than its deadline, after which the watchdog heals it");
            }
            for (String failure : failures) {
                health.broken(failure);
                draft.aborted("heal failed: " + failure);
            }
        }
    }

    private void steady(
            TrafficSession session, List<Flow> flows, WorkloadsAtWork workloads, long startNs, TrialDraft draft) {
        PlannedTrial plan = draft.plan();
        step(plan, TrialStep.STEADY);
        Clock clock = log.clock();
        long endNs = startNs + plan.phase().plus(plan.steady()).toNanos();
        if (plan.faults().isEmpty()) {
            // The whole observation: what is lost here is the result, and excludes nothing.
            cancellation.sleepUntil(clock, endNs);
        } else {
            cancellation.sleepUntil(clock, startNs + plan.phase().toNanos());
            long fromNs = clock.monotonicNanos();
            Exposure exposure = Exposure.watch(plan.faults(), lab, workloads(plan), plan.steady());
            draft.exposure(exposure);
            cancellation.sleepUntil(clock, endNs);
            SteadyState.prove(session, flows, fromNs, clock.monotonicNanos());
            workloads.proveSteady(fromNs, clock.monotonicNanos());
            exposure.require(judged(plan, plan.traffic()), judged(plan, plan.workloads()));
            for (String name : exposure.seen(plan.bystanders())) {
                draft.doubt(name + " was declared not to cross what is broken, and was seen there before the fault");
            }
        }
        health.worked();
    }

    /** Goes on offering traffic after healing, then stops it. */
    private PhaseClock finish(
            TrafficSession session,
            WorkloadsAtWork workloads,
            Duration drain,
            long startNs,
            FaultsInForce faults,
            Recovery recovery,
            AbortWatch watch,
            TrialDraft draft) {
        PlannedTrial plan = draft.plan();
        try {
            if (faults.anyAttempted() && draft.valid()) {
                step(plan, TrialStep.RECOVERY);
                recovery.watchUntil(faults.healNs() + plan.recovery().toNanos(), watch.clock());
            }
            step(plan, TrialStep.DRAIN);
        } catch (RuntimeException e) {
            stop(draft, e, faults);
        }
        PhaseClock phases = new PhaseClock(
                startNs, faults.faultNs(), faults.healNs(), log.clock().monotonicNanos());
        draft.phases(phases);
        try {
            session.stop(drain);
            workloads.stop();
        } catch (RuntimeException e) {
            stop(draft, e, faults);
        }
        return phases;
    }

    private List<Standstill> standstills(PhaseClock phases) {
        long untilNs = log.clock().monotonicNanos();
        return lab.standstills().stream()
                .filter(still -> still.untilNs() > phases.startNs() && still.fromNs() < untilNs)
                .toList();
    }

    private void restored(Recovery recovery, FaultsInForce faults, TrialDraft draft) {
        recovery.watchOn(faults.healNs());
        recovery.notRestored().ifPresent(what -> {
            health.broken("healed but not back: " + what);
            draft.aborted("healed but not back: " + what);
        });
        if (recovery.wholeNs() != Long.MAX_VALUE) {
            draft.redundancyRestored(recovery.wholeNs());
            log.events()
                    .at(
                            recovery.wholeNs(),
                            "redundancy-whole",
                            draft.plan().key().path(),
                            "");
        } else if (cancellation.reason().isEmpty()) {
            health.degraded(true);
            draft.doubt("redundancy was not whole " + Recovery.RESTORE_WITHIN.toSeconds() + " s after healing: "
                    + String.join(", ", recovery.missing()));
        }
    }

    private void collect(
            TrafficSession session,
            List<Flow> flows,
            PhaseClock phases,
            FaultsInForce faults,
            Path folder,
            TrialDraft draft) {
        step(draft.plan(), TrialStep.COLLECT);
        faults.note();
        ClockRecord relation = session.clock();
        draft.clock(relation);
        if (relation.stepped()) {
            draft.invalid("the wall clock was stepped during the trial");
        }
        draft.flows(
                new EvidenceCollection(adapters.observers()).collect(session, flows, phases, relation, folder, draft));
    }

    private void stop(TrialDraft draft, RuntimeException cause, FaultsInForce faults) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof TrialInvalidException) {
            draft.invalid(message);
        } else if (cause instanceof TrialAbortedException) {
            draft.aborted("abort condition: " + message);
            health.tooWide(draft.plan().key().trial(), message);
        } else if (cause instanceof CancelledException) {
            draft.aborted("stopped: " + message);
        } else if (faults.anyAttempted()) {
            draft.aborted("lab or harness failed after the fault: " + cause);
        } else if (health.failedBeforeFault(message)) {
            draft.aborted("lab or harness failed " + LabHealth.FAILURES_IN_A_ROW + " times in a row: " + cause);
        } else {
            draft.invalid("lab or harness failed before the fault: " + cause);
        }
    }

    private List<String> spared(PlannedTrial plan) {
        return suite.trial(plan.key().trial()).map(TrialSpec::spares).orElse(List.of());
    }

    private List<Flow> flows(PlannedTrial plan, List<String> names) {
        return names.stream()
                .map(name -> suite.flow(name)
                        .orElseThrow(() -> new IllegalStateException("the plan names no flow of the suite: " + name)))
                .map(flow -> flow.at(flow.packetsPerSecond() * load(plan)))
                .toList();
    }

    private double load(PlannedTrial plan) {
        return suite.trial(plan.key().trial())
                .map(trial -> trial.load().factor())
                .orElse(1.0);
    }

    private Rebuild rebuild(PlannedTrial plan, String name) {
        return suite.workload(name)
                .filter(StorageWorkload.class::isInstance)
                .map(workload -> new Rebuild(lab, (StorageWorkload) workload, workloads(plan)))
                .orElseThrow(() -> new IllegalStateException("the plan waits for no storage workload: " + name));
    }

    private List<Workload> workloads(PlannedTrial plan) {
        return plan.workloads().stream()
                .map(name -> suite.workload(name)
                        .orElseThrow(
                                () -> new IllegalStateException("the plan names no workload of the suite: " + name)))
                .map(workload -> workload.at(workload.perSecond() * load(plan)))
                .toList();
    }

    /** Which of these subjects a requirement measures in the trial because they cross what is broken. */
    private Set<String> judged(PlannedTrial plan, List<String> subjects) {
        return suite.requirements().stream()
                .flatMap(requirement -> JudgedFlows.of(requirement.expect(), plan.key()).stream())
                .flatMap(subject -> suite.together(subject).stream())
                .filter(subjects::contains)
                .filter(subject -> !plan.bystanders().contains(subject))
                .collect(Collectors.toSet());
    }

    private void step(PlannedTrial plan, TrialStep step) {
        log.events().now(step.text(), plan.key().path(), "");
        progress.phase(plan.key(), step);
    }
}
