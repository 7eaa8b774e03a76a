package org.seatrial.fault.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;

/** Takes the power from a node: everything that feeds it is switched off at one instant. */
public final class DevicePowerInjector implements FaultInjector {

    @Override
    public String name() {
        return "device-power-off";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.PowerOff && lab instanceof PhysicalLab;
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
        if (!(fault instanceof Fault.PowerOff off)) {
            throw DeviceFaults.foreign(name(), fault);
        }
        Map<String, List<ControlPoint>> nodes =
                DeviceFaults.physical(lab).inventory().nodes();
        return DeviceFaults.points("node", off.node(), nodes.keySet(), Optional.ofNullable(nodes.get(off.node())));
    }
}
