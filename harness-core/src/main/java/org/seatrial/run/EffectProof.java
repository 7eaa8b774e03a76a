package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.Lab;
import org.seatrial.recording.FaultRecord.Effect;

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
        Readers readers = new Readers(lab);
        Patience patience = new Patience(clock, cancellation);
        return switch (fault) {
            case Fault.CablePull pull ->
                new CarrierProof(readers.link(pull.link()), pull.end(), readers.links(), clock, cancellation);
            case Fault.SilentCut cut ->
                new SilenceProof(readers.link(cut.link()), cut.strand(), readers.links(), clock, cancellation);
            case Fault.Shutdown down ->
                new ShutdownProof(readers.link(down.link()), down.end(), readers.ports(), patience);
            case Fault.Impaired worse ->
                new ImpairmentProof(readers.link(worse.link()), worse, readers.impairments(), patience);
            case Fault.MtuMismatch mismatch ->
                new MtuProof(readers.link(mismatch.link()), mismatch, readers.ports(), patience);
            case Fault.Flap flap -> new FlapProof(readers.link(flap.link()), flap, readers.ports(), patience);
            case Fault.PowerLoss loss ->
                new TogetherProof(loss.nodes().stream()
                        .map(node -> new PowerProof(node, readers.nodes(), clock, cancellation))
                        .toList());
            case Fault.Reboot reboot -> new RebootProof(reboot, readers.nodes(), clock, cancellation);
            case Fault.Crash crash ->
                new DaemonProof(crash.node(), crash.daemon(), DaemonProof.Wanted.GONE, readers.daemons(), patience);
            case Fault.Hang hang ->
                new DaemonProof(hang.node(), hang.daemon(), DaemonProof.Wanted.STOPPED, readers.daemons(), patience);
            case Fault.SlowDisk slow -> new DiskProof(slow, readers.disks(), patience);
            case Fault.TrafficAnomaly traffic -> new AnomalyProof(traffic, readers.anomalies(), patience);
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
}
