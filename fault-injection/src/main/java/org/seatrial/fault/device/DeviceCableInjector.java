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

/** Breaks a cable by a relay, an optical switch or a hand, so that both its ends lose the signal. */
public final class DeviceCableInjector implements FaultInjector {

    @Override
    public String name() {
        return "device-cable-pull";
    }

    /** A cable that is broken is broken at both ends; a fault at one end is another one, which no such device makes. */
    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.CablePull pull && pull.end() == CableEnd.BOTH_ENDS && lab instanceof PhysicalLab;
    }

    @Override
    public Undo prepare(Fault fault, Lab lab, String undoId) {
        return DeviceFaults.prepare(points(fault, lab), fault, lab, undoId);
    }

    @Override
    public Commanded inject(Fault fault, Lab lab) {
        return DeviceFaults.inject(points(fault, lab), lab);
    }

    private List<ControlPoint> points(Fault fault, Lab lab) {
        if (!(fault instanceof Fault.CablePull pull) || pull.end() != CableEnd.BOTH_ENDS) {
            throw DeviceFaults.foreign(name(), fault);
        }
        Map<String, List<ControlPoint>> cables =
                DeviceFaults.physical(lab).inventory().cables();
        return DeviceFaults.points("link", pull.link(), cables.keySet(), Optional.ofNullable(cables.get(pull.link())));
    }
}
