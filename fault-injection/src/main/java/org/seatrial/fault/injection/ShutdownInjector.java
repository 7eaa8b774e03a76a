package org.seatrial.fault.injection;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Shuts interfaces of a link down by administration. */
public final class ShutdownInjector implements FaultInjector {

    @Override
    public String name() {
        return Fault.SHUTDOWN;
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Shutdown && lab.ports().isPresent();
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        Fault.Shutdown own = mine(fault);
        return Targets.ports(lab).prepareShutdown(ports(own, lab), undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        Fault.Shutdown own = mine(fault);
        return Targets.ports(lab).shutdown(ports(own, lab));
    }

    private static List<Endpoint> ports(Fault.Shutdown own, Lab lab) {
        Link link = Targets.link(own.link(), lab);
        List<Endpoint> ports = new ArrayList<>();
        if (own.end().darkensA()) {
            ports.add(link.a());
        }
        if (own.end().darkensB()) {
            ports.add(link.b());
        }
        return ports;
    }

    private static Fault.Shutdown mine(Fault fault) {
        if (fault instanceof Fault.Shutdown own) {
            return own;
        }
        throw new LabException(Fault.SHUTDOWN + " cannot inject " + fault.kindName());
    }
}
