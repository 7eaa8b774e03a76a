package org.seatrial.fault.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;

/** Shuts the near port of a link when it is asked to pull the cable: it carries the contract to adapters of ports. */
final class NearPortInjector implements FaultInjector {

    @Override
    public String name() {
        return "near-port";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.CablePull pull && pull.end() == CableEnd.BOTH_ENDS;
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        return DeviceFaults.prepare(points(fault, lab), fault, lab, undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        return DeviceFaults.inject(points(fault, lab), lab);
    }

    private static List<ControlPoint> points(Fault fault, Lab lab) {
        Map<String, Inventory.Ports> ports =
                DeviceFaults.physical(lab).inventory().ports();
        return DeviceFaults.points(
                "link",
                fault.target(),
                ports.keySet(),
                Optional.ofNullable(ports.get(fault.target()))
                        .flatMap(Inventory.Ports::near)
                        .map(List::of));
    }
}
