package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Lets a daemon of a node stand still. */
public final class HangInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.HANG;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Hang && lab.daemons().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.Hang own = mine(fault);
        return Targets.daemons(lab).prepareHang(own.node(), Targets.daemon(own.node(), own.daemon(), lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.Hang own = mine(fault);
        return Targets.daemons(lab).hang(own.node(), Targets.daemon(own.node(), own.daemon(), lab));
    }

    private static Fault.Hang mine(Fault fault) {
        if (fault instanceof Fault.Hang own) {
            return own;
        }
        throw new LabException(Fault.HANG + " cannot inject " + fault.kindName());
    }
}
