package org.seatrial.run;

import org.seatrial.fault.Commanded;
import org.seatrial.plan.PlannedTrial;

/** The middle of a trial: from the first fault to the moment before healing. */
final class BreakAndHold {

    /** Time for what is in flight to arrive before the data plane of a dead element is read. */
    private static final long SETTLE_NS = 100_000_000L;

    private final Clock clock;
    private final Cancellation cancellation;
    private final ProgressListener progress;

    BreakAndHold(Clock clock, Cancellation cancellation, ProgressListener progress) {
        this.clock = clock;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Injects every fault at its time and proves its effect; returns when the last one was commanded. */
    Commanded inject(PlannedTrial plan, FaultsInForce faults) {
        Commanded last = null;
        long firstNs = 0;
        for (FaultsInForce.Entry entry : faults.entries()) {
            if (last == null) {
                cancellation.check();
            } else {
                cancellation.sleepUntil(clock, firstNs + entry.planned.after().toNanos());
            }
            Commanded commanded = faults.inject(entry);
            progress.fault(plan.key(), entry.planned.fault());
            firstNs = last == null ? commanded.beforeNs() : firstNs;
            last = commanded;
            entry.effect = entry.proof.awaitEffect(commanded);
            requireProven(entry);
        }
        if (last == null) {
            throw new IllegalStateException("a trial with faults injected none");
        }
        return last;
    }

    /** Keeps the faults in force and proves that they lasted. */
    void hold(PlannedTrial plan, FaultsInForce faults, Commanded last) {
        long settleNs = Math.min(SETTLE_NS, plan.hold().toNanos() / 4);
        cancellation.sleepUntil(clock, clock.monotonicNanos() + settleNs);
        faults.entries().forEach(entry -> entry.proof.earlyInHold());
        long endNs = Math.max(last.beforeNs() + plan.hold().toNanos(), clock.monotonicNanos() + settleNs);
        cancellation.sleepUntil(clock, endNs);
        for (FaultsInForce.Entry entry : faults.entries()) {
            entry.effect = entry.proof.lasted(entry.effect);
        }
        faults.entries().forEach(BreakAndHold::requireProven);
    }

    private static void requireProven(FaultsInForce.Entry entry) {
        if (!entry.effect.proven()) {
            throw new TrialInvalidException("effect not proven: " + entry.effect.detail());
        }
    }
}
