package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.DiskReading;
import org.seatrial.recording.FaultRecord.Effect;

/** A disk that is held back, by whoever holds it back: before the fault nobody does, after it so, and again nobody. */
final class DiskProof implements EffectProof {

    private static final String OBSERVER = "limit of the disk, as its node reports it";

    private final Fault.SlowDisk fault;
    private final DiskControl control;
    private final Patience patience;

    DiskProof(Fault.SlowDisk fault, DiskControl control, Patience patience) {
        this.fault = fault;
        this.control = control;
        this.patience = patience;
        read();
    }

    private DiskReading read() {
        return control.read(fault.node(), fault.volume());
    }

    @Override
    public void justBefore() {
        DiskReading before = read();
        if (before.operationsPerSecond() > 0) {
            throw new TrialInvalidException(disk() + " was held back before the fault: " + said(before));
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        DiskReading now = patience.read(commanded.afterNs(), this::read, this::so);
        return so(now)
                ? new Effect(
                        true,
                        commanded.beforeNs(),
                        Math.max(commanded.afterNs(), now.afterNs()),
                        OBSERVER,
                        disk() + ": " + said(now))
                : Effect.unproven(OBSERVER, disk() + ": " + said(now));
    }

    @Override
    public void earlyInHold() {
        // The limit is the effect; how late writes are because of it is the result.
    }

    @Override
    public Effect lasted(Effect shown) {
        DiskReading now = read();
        return so(now) ? shown : Effect.unproven(OBSERVER, disk() + " was let go during the hold: " + said(now));
    }

    @Override
    public Optional<String> notRestored() {
        DiskReading now = read();
        return now.operationsPerSecond() == 0
                ? Optional.empty()
                : Optional.of(disk() + " is still held back: " + said(now));
    }

    private boolean so(DiskReading now) {
        return now.operationsPerSecond() == fault.operationsPerSecond();
    }

    private String disk() {
        return "volume " + fault.volume() + " of " + fault.node();
    }

    private static String said(DiskReading now) {
        return now.operationsPerSecond() == 0
                ? "as fast as it can"
                : "at most " + now.operationsPerSecond() + " operations a second";
    }
}
