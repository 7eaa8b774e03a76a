package org.seatrial.fault.injection;

import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Lowers the MTU of one end of a link. */
public final class MtuMismatchInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.MTU_MISMATCH;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.MtuMismatch && lab.ports().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.MtuMismatch own = mine(fault);
        return Targets.ports(lab).prepareMtu(port(own, lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.MtuMismatch own = mine(fault);
        return Targets.ports(lab).setMtu(port(own, lab), own.mtu());
    }

    private static Endpoint port(Fault.MtuMismatch own, Lab lab) {
        Link link = Targets.link(own.link(), lab);
        return own.end() == CableEnd.NEAR_END ? link.a() : link.b();
    }

    private static Fault.MtuMismatch mine(Fault fault) {
        if (fault instanceof Fault.MtuMismatch own) {
            return own;
        }
        throw new LabException(Fault.MTU_MISMATCH + " cannot inject " + fault.kindName());
    }
}
