package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PortReading;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Link;

/**
 * A flapping link: both ends count as many losses and returns of their carrier as were commanded. The count is the
 * kernel's own, so that a change between two readings is not missed.
 */
final class FlapProof implements EffectProof {

    private static final String OBSERVER = "carrier changes counted at both ends";

    private final Link link;
    private final Fault.Flap flap;
    private final PortControl control;
    private final Patience patience;
    private long beforeA;
    private long beforeB;

    FlapProof(Link link, Fault.Flap flap, PortControl control, Patience patience) {
        this.link = link;
        this.flap = flap;
        this.control = control;
        this.patience = patience;
        control.read(link.a());
        control.read(link.b());
    }

    @Override
    public void justBefore() {
        PortReading a = control.read(link.a());
        PortReading b = control.read(link.b());
        if (!a.carrier() || !b.carrier()) {
            throw new TrialInvalidException("no carrier on " + link.name() + " before it flapped");
        }
        beforeA = a.carrierChanges();
        beforeB = b.carrierChanges();
    }

    /** Changes since before the fault, and when they were read. */
    private record Changes(long a, long b, boolean up, long afterNs) {}

    private Changes read() {
        PortReading a = control.read(link.a());
        PortReading b = control.read(link.b());
        return new Changes(
                a.carrierChanges() - beforeA,
                b.carrierChanges() - beforeB,
                a.carrier() && b.carrier(),
                Math.max(a.afterNs(), b.afterNs()));
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        Changes now = patience.read(commanded.afterNs(), this::read, changes -> changes.a() > 0 && changes.b() > 0);
        return now.a() > 0 && now.b() > 0
                ? new Effect(
                        true,
                        commanded.beforeNs(),
                        Math.max(commanded.afterNs(), now.afterNs()),
                        OBSERVER,
                        link.name() + " went down")
                : Effect.unproven(OBSERVER, link.name() + " did not go down: " + told(now));
    }

    @Override
    public void earlyInHold() {
        // Counted over the whole of it.
    }

    @Override
    public Effect lasted(Effect shown) {
        // The kernel tells a returned carrier up to a second after it counted it.
        Changes now = patience.read(patience.clock().monotonicNanos(), this::read, Changes::up);
        long wanted = 2L * flap.times();
        return now.a() == wanted && now.b() == wanted && now.up()
                ? new Effect(
                        true,
                        shown.earliestNs(),
                        shown.latestNs(),
                        OBSERVER,
                        link.name() + " went down and up " + flap.times() + " times: " + told(now))
                : Effect.unproven(
                        OBSERVER,
                        link.name() + " was to go down and up " + flap.times() + " times within the hold, and is "
                                + (now.up() ? "up" : "down") + ": " + told(now));
    }

    @Override
    public Optional<String> notRestored() {
        PortReading a = control.read(link.a());
        PortReading b = control.read(link.b());
        return a.carrier() && b.carrier()
                ? Optional.empty()
                : Optional.of(link.name() + " has no carrier after it flapped");
    }

    private String told(Changes now) {
        return now.a() + " carrier changes at " + link.a() + ", " + now.b() + " at " + link.b();
    }
}
