package org.seatrial.fault.injection;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Cuts a link silently: the lab stops its frames while the carrier stays, in the directions that the fault names. */
public final class SilentCutInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.SILENT_CUT;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.SilentCut && lab.links().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.SilentCut cut = mine(fault);
        return Targets.links(lab).prepareSilence(Targets.link(cut.link(), lab), cut.strand(), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.SilentCut cut = mine(fault);
        return Targets.links(lab).silence(Targets.link(cut.link(), lab), cut.strand());
    }

    private static Fault.SilentCut mine(Fault fault) {
        if (fault instanceof Fault.SilentCut cut) {
            return cut;
        }
        throw new LabException(Fault.SILENT_CUT + " cannot inject " + fault.kindName());
    }
}
