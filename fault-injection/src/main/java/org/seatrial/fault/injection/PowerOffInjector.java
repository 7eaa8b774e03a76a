package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Takes the power from a node: its processes end without notice and its cables go dark. */
public final class PowerOffInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.POWER_OFF;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.PowerOff && lab.nodes().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.PowerOff off = mine(fault);
        return Targets.nodes(lab).preparePower(Targets.node(off.node(), lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.PowerOff off = mine(fault);
        return Targets.nodes(lab).powerOff(Targets.node(off.node(), lab));
    }

    private static Fault.PowerOff mine(Fault fault) {
        if (fault instanceof Fault.PowerOff off) {
            return off;
        }
        throw new LabException(Fault.POWER_OFF + " cannot inject " + fault.kindName());
    }
}
