package org.seatrial.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.plan.PlannedFault;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FaultRecord.Effect;

/** The faults of one trial, from preparation to recovery. Whatever entered the ledger is healed, in reverse order. */
final class FaultsInForce {

    private static final String NO_PROOF = "run loop";

    private final String trial;
    private final Lab lab;
    private final Logbook log;
    private final Healing healing;
    private final Duration atMost;
    private final List<Entry> entries = new ArrayList<>();
    private long firstAttemptNs = Long.MAX_VALUE;
    private long firstHealNs = Long.MAX_VALUE;
    private long firstDeadlineNs = Long.MAX_VALUE;

    /** @param atMost how long a fault may be in force before the watchdog heals it */
    FaultsInForce(String trial, Lab lab, Logbook log, Healing healing, Duration atMost) {
        this.trial = trial;
        this.lab = lab;
        this.log = log;
        this.healing = healing;
        this.atMost = atMost;
    }

    /**
     * Chooses injectors and prepares undos and proofs of every fault. Touches nothing.
     *
     * @param clock what the proofs wait by
     */
    void prepare(List<PlannedFault> faults, Adapters adapters, Clock clock, Cancellation cancellation) {
        for (PlannedFault planned : faults) {
            Fault fault = planned.fault();
            FaultInjector injector = adapters.injectorFor(fault, lab);
            Undo undo = injector.prepare(fault, lab, trial + "#" + (entries.size() + 1));
            entries.add(new Entry(planned, injector, undo, EffectProof.of(fault, lab, clock, cancellation)));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How to undo every fault that is prepared, in the order of injection. */
    List<Undo> undos() {
        return entries.stream().map(entry -> entry.undo).toList();
    }

    /** Writes the undo, then injects. From here on the fault counts as in force, whatever the injector says. */
    Commanded inject(Entry entry) {
        entry.proof.justBefore();
        long deadlineNs = log.clock().monotonicNanos() + atMost.toNanos();
        log.willBreak(entry.undo, deadlineNs);
        firstDeadlineNs = Math.min(firstDeadlineNs, deadlineNs);
        entry.inForce = true;
        firstAttemptNs = Math.min(firstAttemptNs, log.clock().monotonicNanos());
        Commanded commanded = entry.injector.inject(entry.planned.fault(), lab);
        entry.commanded = commanded;
        log.ledger().injected(entry.undo, commanded);
        log.events().commanded(commanded, "fault-commanded", trial, entry.undo.description());
        return commanded;
    }

    /** Heals what is in force, the last first. Never throws; returns what could not be healed. */
    List<String> healAll() {
        List<String> failures = new ArrayList<>();
        for (Entry entry : entries.reversed()) {
            if (entry.inForce && entry.healed == null) {
                firstHealNs = Math.min(firstHealNs, log.clock().monotonicNanos());
                try {
                    entry.healed = healing.heal(entry.undo);
                } catch (RuntimeException | Error e) {
                    failures.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return failures;
    }

    /** Notes in the events what became of each fault; after all healing, so that a full disk cannot stop it. */
    void note() {
        for (Entry entry : entries) {
            if (entry.effect.proven()) {
                log.events()
                        .at(
                                entry.effect.earliestNs(),
                                "fault-effective",
                                trial,
                                entry.effect.detail() + ", by " + entry.effect.observer() + ", within "
                                        + (entry.effect.latestNs() - entry.effect.earliestNs()) + " ns after");
            }
            if (entry.healed != null) {
                log.events().commanded(entry.healed, "heal-commanded", trial, entry.undo.description());
            } else if (entry.inForce) {
                log.events().now("heal-failed", trial, entry.undo.description());
            }
        }
    }

    /** What does not read as it did before the faults; empty if everything does. */
    Optional<String> notRestored() {
        return entries.stream()
                .filter(entry -> entry.inForce)
                .map(entry -> entry.proof.notRestored())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether the watchdog may have healed a fault before the trial did: then nobody knows how long it lasted. */
    boolean outlastedDeadline() {
        return Math.min(firstHealNs, log.clock().monotonicNanos()) > firstDeadlineNs;
    }

    boolean anyAttempted() {
        return firstAttemptNs != Long.MAX_VALUE;
    }

    /** The earliest instant of the first fault; {@link Long#MAX_VALUE} if none was attempted. */
    long faultNs() {
        return firstAttemptNs;
    }

    /** The earliest instant of the first heal; {@link Long#MAX_VALUE} if there was nothing to heal. */
    long healNs() {
        return firstHealNs;
    }

    /** The record of every fault that was attempted. */
    List<FaultRecord> records() {
        return entries.stream()
                .filter(entry -> entry.inForce)
                .map(entry -> new FaultRecord(
                        entry.planned.fault(), entry.injector.name(), entry.commanded, entry.effect, entry.healed))
                .toList();
    }

    /** One fault. */
    static final class Entry {
        final PlannedFault planned;
        final FaultInjector injector;
        final Undo undo;
        final EffectProof proof;
        boolean inForce;

        @Nullable
        Commanded commanded;

        @Nullable
        Commanded healed;

        Effect effect = Effect.unproven(NO_PROOF, "not injected");

        Entry(PlannedFault planned, FaultInjector injector, Undo undo, EffectProof proof) {
            this.planned = planned;
            this.injector = injector;
            this.undo = undo;
            this.proof = proof;
        }
    }
}
