package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Link;

/**
 * Shows from a second source that a fault took effect, lasted, and went away. It never asks the injector: one that
 * returns without acting must not make a valid trial.
 *
 * <p>Made before the steady window, so that what the element carried without a fault is known.
 */
interface EffectProof {

    /** How long a fault may take to show: a veth's far end may need a second to see a lost carrier. */
    long EFFECT_WITHIN_NS = 1_500_000_000L;

    /** Between two readings while waiting for the effect. */
    long READ_EVERY_NS = 5_000_000L;

    static EffectProof of(Fault fault, Lab lab, Clock clock, Cancellation cancellation) {
        return switch (fault) {
            case Fault.CablePull pull ->
                new CarrierProof(link(pull.link(), lab), pull.end(), control(lab), clock, cancellation);
            case Fault.SilentCut cut ->
                new SilenceProof(link(cut.link(), lab), cut.strand(), control(lab), clock, cancellation);
            case Fault.PowerOff off -> new PowerProof(off.node(), power(lab), clock, cancellation);
        };
    }

    /** Reads the element's state; called right before the fault is commanded. */
    void justBefore();

    /** Waits until the fault shows, at most {@link #EFFECT_WITHIN_NS}. */
    Effect awaitEffect(Commanded commanded);

    /** Reads the data plane once what was in flight has arrived. */
    void earlyInHold();

    /** Right before healing: the effect if it lasted throughout, else an unproven one that says why. */
    Effect lasted(Effect shown);

    /** After healing: what is not yet as it was before the fault; empty if all is. */
    Optional<String> notRestored();

    private static Link link(String name, Lab lab) {
        return lab.design()
                .link(name)
                .orElseThrow(() -> new LabException(
                        "no link '" + name + "' in design " + lab.design().name()));
    }

    private static LinkControl control(Lab lab) {
        return lab.links().orElseThrow(() -> new LabException("lab " + lab.id() + " cannot read back links"));
    }

    private static NodeControl power(Lab lab) {
        return lab.nodes().orElseThrow(() -> new LabException("lab " + lab.id() + " cannot read back nodes"));
    }
}
