package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Lets a link lose its carrier and get it back, several times. */
public final class FlapInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.FLAP;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Flap && lab.flaps().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.Flap own = mine(fault);
        return Targets.flaps(lab).prepareFlap(Targets.link(own.link(), lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.Flap own = mine(fault);
        return Targets.flaps(lab).flap(Targets.link(own.link(), lab), own.times(), own.period());
    }

    private static Fault.Flap mine(Fault fault) {
        if (fault instanceof Fault.Flap own) {
            return own;
        }
        throw new LabException(Fault.FLAP + " cannot inject " + fault.kindName());
    }
}
