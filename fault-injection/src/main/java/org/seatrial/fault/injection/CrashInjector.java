package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Kills a daemon of a node. */
public final class CrashInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.CRASH;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Crash && lab.daemons().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.Crash own = mine(fault);
        return Targets.daemons(lab).prepareCrash(own.node(), Targets.daemon(own.node(), own.daemon(), lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.Crash own = mine(fault);
        return Targets.daemons(lab).crash(own.node(), Targets.daemon(own.node(), own.daemon(), lab));
    }

    private static Fault.Crash mine(Fault fault) {
        if (fault instanceof Fault.Crash own) {
            return own;
        }
        throw new LabException(Fault.CRASH + " cannot inject " + fault.kindName());
    }
}
