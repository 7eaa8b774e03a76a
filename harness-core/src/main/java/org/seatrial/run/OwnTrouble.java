package org.seatrial.run;

import java.util.function.Predicate;
import org.seatrial.lab.Lab;
import org.seatrial.traffic.TrafficSession;

/**
 * Whether this machine or the instrument itself was in trouble: what a flow loses then is not beyond doubt the fault's
 * doing, and must end no trial.
 */
final class OwnTrouble implements Predicate<SparedFlow.Span> {

    private final Lab lab;
    private final TrafficSession session;
    private final StallWatch stalls;
    private final Clock clock;
    private long drops;
    private long droppedNs = Long.MIN_VALUE;

    OwnTrouble(Lab lab, TrafficSession session, StallWatch stalls, Clock clock) {
        this.lab = lab;
        this.session = session;
        this.stalls = stalls;
        this.clock = clock;
        this.drops = dropsSoFar();
    }

    private long dropsSoFar() {
        return lab.ownDrops() + session.ownDropsSoFar();
    }

    @Override
    public boolean test(SparedFlow.Span span) {
        long now = dropsSoFar();
        if (now != drops) {
            drops = now;
            droppedNs = clock.monotonicNanos();
        }
        return droppedNs >= span.fromNs()
                || stalls.lastNs() >= span.fromNs()
                || lab.standstills().stream()
                        .anyMatch(still -> still.untilNs() > span.fromNs() && still.fromNs() < span.untilNs());
    }
}
