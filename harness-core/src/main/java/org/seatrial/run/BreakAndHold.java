package org.seatrial.run;

import java.util.Optional;
import java.util.function.BiFunction;
import org.seatrial.fault.Commanded;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.FaultRecord.Effect;

/**
 * The middle of a trial: from the first fault to the moment before healing, with what the operator does meanwhile. The
 * clock is the one that watches the abort conditions.
 */
final class BreakAndHold {

    /** Time for what is in flight to arrive before the data plane of a dead element is read. */
    private static final long SETTLE_NS = 100_000_000L;

    private final Cancellation cancellation;
    private final ProgressListener progress;
    private final BiFunction<PlannedTrial, String, Rebuild> rebuild;

    /** @param rebuild how the mirror of a storage workload is waited for, by the trial and the workload's name */
    BreakAndHold(
            Cancellation cancellation, ProgressListener progress, BiFunction<PlannedTrial, String, Rebuild> rebuild) {
        this.rebuild = rebuild;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Injects every fault at its time and proves its effect; returns when the last one was commanded. */
    Commanded inject(PlannedTrial plan, FaultsInForce faults, Runbook runbook, Clock clock) {
        Commanded last = null;
        long firstNs = 0;
        for (FaultsInForce.Entry entry : faults.entries()) {
            if (last == null) {
                cancellation.check();
            } else {
                sleepUntil(firstNs + entry.planned.after().toNanos(), runbook, clock);
            }
            String resynchronising = entry.planned.resynchronising();
            Optional<Rebuild> awaited = resynchronising == null
                    ? Optional.empty()
                    : Optional.of(awaitRebuild(rebuild.apply(plan, resynchronising), plan, firstNs, runbook, clock));
            Commanded commanded = faults.inject(entry);
            progress.fault(plan.key(), entry.planned.fault());
            if (last == null) {
                firstNs = commanded.beforeNs();
                runbook.faultStruck(firstNs);
            }
            last = commanded;
            entry.effect = entry.proof.awaitEffect(commanded);
            requireProven(entry);
            awaited.ifPresent(one -> requireUnderWay(one, entry.effect, runbook, clock));
        }
        if (last == null) {
            throw new IllegalStateException("a trial with faults injected none");
        }
        return last;
    }

    /** Waits no longer than the trial holds its faults: what is filled later is filled after it. */
    private Rebuild awaitRebuild(Rebuild mirror, PlannedTrial plan, long firstNs, Runbook runbook, Clock clock) {
        long untilNs = firstNs + plan.hold().toNanos();
        // Two looks at the copy tell how fast it goes.
        int seen = 0;
        long sinceNs = firstNs;
        while (seen < 2) {
            if (clock.monotonicNanos() >= untilNs) {
                throw mirror.neverCame(plan.hold());
            }
            if (mirror.underWay(sinceNs)) {
                seen++;
                sinceNs = clock.monotonicNanos();
            }
            sleepUntil(clock.monotonicNanos() + Rebuild.lookEveryNs(), runbook, clock);
        }
        return mirror;
    }

    /** A look after the fault may tell what those before it leave open. */
    private void requireUnderWay(Rebuild mirror, Effect effect, Runbook runbook, Clock clock) {
        long untilNs = effect.latestNs() + Rebuild.laterLookNs();
        Optional<String> doubt = mirror.doubt(effect.earliestNs(), effect.latestNs());
        while (doubt.isPresent() && clock.monotonicNanos() < untilNs) {
            sleepUntil(clock.monotonicNanos() + Rebuild.lookEveryNs(), runbook, clock);
            doubt = mirror.doubt(effect.earliestNs(), effect.latestNs());
        }
        doubt.ifPresent(why -> {
            throw new TrialInvalidException(why);
        });
    }

    /** Keeps the faults in force and proves that they lasted. */
    void hold(PlannedTrial plan, FaultsInForce faults, Commanded last, Runbook runbook, Clock clock) {
        long settleNs = Math.min(SETTLE_NS, plan.hold().toNanos() / 4);
        sleepUntil(clock.monotonicNanos() + settleNs, runbook, clock);
        faults.entries().forEach(entry -> entry.proof.earlyInHold());
        long endNs = Math.max(last.beforeNs() + plan.hold().toNanos(), clock.monotonicNanos() + settleNs);
        sleepUntil(endNs, runbook, clock);
        runbook.await(clock, cancellation);
        for (FaultsInForce.Entry entry : faults.entries()) {
            entry.effect = entry.proof.lasted(entry.effect);
        }
        faults.entries().forEach(BreakAndHold::requireProven);
    }

    private void sleepUntil(long ns, Runbook runbook, Clock clock) {
        while (runbook.nextDueNs() < ns) {
            cancellation.sleepUntil(clock, runbook.nextDueNs());
            runbook.startNext();
        }
        cancellation.sleepUntil(clock, ns);
    }

    private static void requireProven(FaultsInForce.Entry entry) {
        if (!entry.effect.proven()) {
            throw new TrialInvalidException("effect not proven: " + entry.effect.detail());
        }
    }
}
