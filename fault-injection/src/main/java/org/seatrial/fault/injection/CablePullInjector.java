package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Pulls a cable: the lab takes the carrier away at the ends that the fault names. */
public final class CablePullInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.CABLE_PULL;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.CablePull && lab.links().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.CablePull pull = mine(fault);
        return Targets.links(lab).prepareCarrier(Targets.link(pull.link(), lab), pull.end(), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.CablePull pull = mine(fault);
        return Targets.links(lab).dropCarrier(Targets.link(pull.link(), lab), pull.end());
    }

    private static Fault.CablePull mine(Fault fault) {
        if (fault instanceof Fault.CablePull pull) {
            return pull;
        }
        throw new LabException(Fault.CABLE_PULL + " cannot inject " + fault.kindName());
    }
}
