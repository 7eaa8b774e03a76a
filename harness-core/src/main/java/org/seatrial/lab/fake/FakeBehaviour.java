package org.seatrial.lab.fake;

import java.time.Duration;
import java.util.Set;

/**
 * How a simulated design behaves.
 *
 * @param carrierDetection from a lost carrier until the design notices
 * @param silentDetection from a silent cut, or a dead node, until the design notices
 * @param switching from noticing until packets take another path
 * @param reversion how long packets are lost when the path comes back
 * @param restoration from healing until redundancy is whole
 * @param quirks what goes wrong
 */
public record FakeBehaviour(
        Duration carrierDetection,
        Duration silentDetection,
        Duration switching,
        Duration reversion,
        Duration restoration,
        Set<Quirk> quirks) {

    /** A design that does what it should. */
    public static final FakeBehaviour SOUND = new FakeBehaviour(
            Duration.ofMillis(2),
            Duration.ofMillis(120),
            Duration.ofMillis(60),
            Duration.ZERO,
            Duration.ofMillis(300),
            Set.of());

    public FakeBehaviour {
        quirks = Set.copyOf(quirks);
    }

    public FakeBehaviour with(Quirk... added) {
        return new FakeBehaviour(carrierDetection, silentDetection, switching, reversion, restoration, Set.of(added));
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** Something wrong with the simulated design or lab. */
    public enum Quirk {
        /** Nothing is lost in a fault: the other path takes over within a packet interval. */
        HITLESS,
        /** The design never finds the other path. */
        NEVER_RECOVERS,
        /** The design finds the other path only after an operator's program has ended well. */
        NEEDS_OPERATOR,
        /** An operator's program ends with exit code 1. */
        ACTION_FAILS,
        /** An operator's program does not end by itself. */
        ACTION_HANGS,
        /** The lab accepts a fault and does nothing. */
        FAULT_DOES_NOT_ACT,
        /** No stream crosses any link that can be broken. */
        NOT_EXPOSED,
        /** Healing fails. */
        HEAL_FAILS,
        /** Healing succeeds, but the carrier stays away. */
        HEAL_DOES_NOT_ACT,
        /** Redundancy stays degraded after the first fault. */
        STAYS_DEGRADED,
        /** While anything is broken, what heals it does not answer. */
        MANAGEMENT_LOST,
        /** The machine stood still from 100 ms to 40 ms ago, whenever it is asked. */
        STANDS_STILL
    }
}
