package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;
import org.seatrial.recording.FaultRecord.Effect;

/** A reboot: the node is seen without power, and before the hold is over with all of its processes and carriers. */
final class RebootProof implements EffectProof {

    private static final String OBSERVER = "processes and neighbours' carriers";

    private final Fault.Reboot reboot;
    private final NodeControl control;
    private final PowerProof off;
    private NodeReading before;

    RebootProof(Fault.Reboot reboot, NodeControl control, Clock clock, Cancellation cancellation) {
        this.reboot = reboot;
        this.control = control;
        this.off = new PowerProof(reboot.node(), control, clock, cancellation);
        this.before = control.read(reboot.node());
    }

    @Override
    public void justBefore() {
        off.justBefore();
        before = control.read(reboot.node());
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        return off.awaitEffect(commanded);
    }

    @Override
    public void earlyInHold() {
        off.earlyInHold();
    }

    @Override
    public Effect lasted(Effect shown) {
        Optional<String> missing = off.notRestored();
        if (missing.isPresent()) {
            return Effect.unproven(
                    OBSERVER, "power was to come back after " + reboot.off().toMillis() + " ms, but " + missing.get());
        }
        NodeReading now = control.read(reboot.node());
        return new Effect(
                true,
                shown.earliestNs(),
                shown.latestNs(),
                OBSERVER,
                shown.detail() + "; back within the hold with " + now.processes() + " processes of "
                        + before.processes());
    }

    @Override
    public Optional<String> notRestored() {
        return off.notRestored();
    }
}
