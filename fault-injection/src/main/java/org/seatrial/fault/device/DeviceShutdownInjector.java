package org.seatrial.fault.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.fault.device.Inventory.Ports;
import org.seatrial.input.NearNames;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;

/** Shuts the ports of a link by administration, at the ends that the fault names. */
public final class DeviceShutdownInjector implements FaultInjector {

    @Override
    public String name() {
        return "device-shutdown";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.Shutdown && lab instanceof PhysicalLab;
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
        if (!(fault instanceof Fault.Shutdown down)) {
            throw DeviceFaults.foreign(name(), fault);
        }
        Map<String, Ports> links = DeviceFaults.physical(lab).inventory().ports();
        Ports ports = links.get(down.link());
        if (ports == null) {
            throw new LabException("no device of the inventory shuts a port of link '" + down.link() + "'; valid: "
                    + NearNames.valid(down.link(), links.keySet()));
        }
        List<ControlPoint> points = new ArrayList<>();
        if (down.end().darkensA()) {
            points.add(port(ports.near(), "near", down.link()));
        }
        if (down.end().darkensB()) {
            points.add(port(ports.far(), "far", down.link()));
        }
        return points;
    }

    private static ControlPoint port(Optional<ControlPoint> port, String end, String link) {
        return port.orElseThrow(() -> new LabException("no device of the inventory shuts the port at the " + end
                + " end of link '" + link + "'; next: give it a 'shutdown: {" + end + ": ...}'"));
    }
}
