package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Holds a disk of a node back. */
public final class SlowDiskInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.SLOW_DISK;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.SlowDisk && lab.disks().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.SlowDisk own = mine(fault);
        return Targets.disks(lab).prepareSlow(own.node(), Targets.disk(own.node(), own.volume(), lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.SlowDisk own = mine(fault);
        return Targets.disks(lab)
                .slow(own.node(), Targets.disk(own.node(), own.volume(), lab), own.operationsPerSecond());
    }

    private static Fault.SlowDisk mine(Fault fault) {
        if (fault instanceof Fault.SlowDisk own) {
            return own;
        }
        throw new LabException(Fault.SLOW_DISK + " cannot inject " + fault.kindName());
    }
}
