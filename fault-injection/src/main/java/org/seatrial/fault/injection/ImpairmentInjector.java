package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Lets a link carry frames worse than by design, in the directions that the fault names. */
public final class ImpairmentInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.IMPAIRMENT;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Impaired && lab.impairments().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.Impaired own = mine(fault);
        return Targets.impairments(lab).prepareImpairment(Targets.link(own.link(), lab), own.strand(), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.Impaired own = mine(fault);
        return Targets.impairments(lab).impair(Targets.link(own.link(), lab), own.strand(), own.impairment());
    }

    private static Fault.Impaired mine(Fault fault) {
        if (fault instanceof Fault.Impaired own) {
            return own;
        }
        throw new LabException(Fault.IMPAIRMENT + " cannot inject " + fault.kindName());
    }
}
