package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PortReading;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** An MTU that differs between the ends: the one was lowered, the other is as it was, and both keep their carrier. */
final class MtuProof implements EffectProof {

    private static final String OBSERVER = "MTU of both ends, as their nodes report it";

    private final Fault.MtuMismatch fault;
    private final Endpoint struck;
    private final Endpoint other;
    private final PortControl control;
    private final Patience patience;
    private final PortReading idle;
    private final PortReading idleOther;

    MtuProof(Link link, Fault.MtuMismatch fault, PortControl control, Patience patience) {
        this.fault = fault;
        this.struck = fault.end() == CableEnd.NEAR_END ? link.a() : link.b();
        this.other = fault.end() == CableEnd.NEAR_END ? link.b() : link.a();
        this.control = control;
        this.patience = patience;
        this.idle = control.read(struck);
        this.idleOther = control.read(other);
    }

    @Override
    public void justBefore() {
        PortReading before = control.read(struck);
        if (before.mtu() <= fault.mtu()) {
            throw new TrialInvalidException("the MTU of " + struck + " is " + before.mtu() + " already: " + fault.mtu()
                    + " would not lower it");
        }
        if (!before.carrier()) {
            throw new TrialInvalidException("no carrier at " + struck + " before its MTU was lowered");
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        PortReading now =
                patience.read(commanded.afterNs(), () -> control.read(struck), reading -> reading.mtu() == fault.mtu());
        if (now.mtu() != fault.mtu()) {
            return Effect.unproven(
                    OBSERVER, "the MTU of " + struck + " is " + now.mtu() + ", " + fault.mtu() + " was commanded");
        }
        return new Effect(
                true, commanded.beforeNs(), Math.max(commanded.afterNs(), now.afterNs()), OBSERVER, detail(now));
    }

    @Override
    public void earlyInHold() {
        // The setting is the effect; what it does to traffic is the result.
    }

    @Override
    public Effect lasted(Effect shown) {
        PortReading now = control.read(struck);
        PortReading far = control.read(other);
        boolean lasted = now.mtu() == fault.mtu() && far.mtu() == idleOther.mtu() && now.carrier() && far.carrier();
        return lasted
                ? new Effect(true, shown.earliestNs(), shown.latestNs(), OBSERVER, detail(now))
                : Effect.unproven(OBSERVER, "during the hold the mismatch went away, or the carrier: " + detail(now));
    }

    @Override
    public Optional<String> notRestored() {
        PortReading now = control.read(struck);
        return now.mtu() == idle.mtu() && now.carrier()
                ? Optional.empty()
                : Optional.of("the MTU of " + struck + " is " + now.mtu() + ", before the fault " + idle.mtu());
    }

    private String detail(PortReading now) {
        PortReading far = control.read(other);
        return "MTU " + now.mtu() + " at " + struck + ", " + far.mtu() + " at " + other;
    }
}
