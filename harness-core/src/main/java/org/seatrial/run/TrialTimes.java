package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.traffic.Flow;

/** How long the parts of a planned trial may take. */
record TrialTimes(PlannedTrial plan) {

    /** How long stragglers are waited for after the last packet, at least. */
    static final Duration DRAIN = EvidenceCollection.FORWARDING_DELAY_THRESHOLD;

    private static final Duration SLACK = Duration.ofSeconds(5);

    /** A run that is so late to heal hangs. */
    private static final Duration HANG = Duration.ofSeconds(30);

    /** What a trial needs to break, hold and heal, and so much more that only a run that hangs exceeds it. */
    Duration inForceAtMost() {
        return breaking().plus(plan.hold()).plus(acting()).plus(HANG);
    }

    /** How long traffic may last: an operator's actions may outlast the hold, and are taken back while it flows. */
    Duration longest() {
        return plan.phase()
                .plus(plan.steady())
                .plus(breaking())
                .plus(plan.hold())
                .plus(acting())
                .plus(takingBack())
                .plus(plan.recovery())
                .plus(SLACK);
    }

    /** A packet that nobody waits for until it is late cannot be told from a lost one. */
    static Duration drain(List<Flow> flows) {
        return flows.stream()
                .map(Flow::forwardingDelayThreshold)
                .reduce(DRAIN, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    private Duration acting() {
        return plan.actions().stream()
                .map(action -> action.after().plus(action.within()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration takingBack() {
        return plan.actions().stream()
                .filter(action -> !action.undo().isEmpty())
                .map(action -> action.undoWithin().multipliedBy(Healing.ATTEMPTS))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private Duration breaking() {
        return plan.faults().stream()
                .map(fault -> (fault.resynchronising() == null ? fault.after() : plan.hold())
                        .plusNanos(EffectProof.EFFECT_WITHIN_NS))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
