package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Takes the power from a node and gives it back after a time. */
public final class RebootInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.REBOOT;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Reboot && lab.power().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.Reboot own = mine(fault);
        return Targets.power(lab).prepareReboot(Targets.node(own.node(), lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.Reboot own = mine(fault);
        return Targets.power(lab).reboot(Targets.node(own.node(), lab), own.off());
    }

    private static Fault.Reboot mine(Fault fault) {
        if (fault instanceof Fault.Reboot own) {
            return own;
        }
        throw new LabException(Fault.REBOOT + " cannot inject " + fault.kindName());
    }
}
