package org.seatrial.fault.device;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;

/** Takes the power from a node, a feed or a site: everything that feeds it is switched off at one instant. */
public final class DevicePowerInjector implements FaultInjector {

    @Override
    public String name() {
        return "device-power-off";
    }

    @Override
    public boolean injects(Fault fault, Lab lab) {
        return fault instanceof Fault.PowerLoss && lab instanceof PhysicalLab;
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
        if (!(fault instanceof Fault.PowerLoss loss)) {
            throw DeviceFaults.foreign(name(), fault);
        }
        Inventory inventory = DeviceFaults.physical(lab).inventory();
        return switch (loss) {
            case Fault.PowerOff off -> of("node", off.node(), inventory.nodes());
            case Fault.FeedLoss feed -> of("power feed", feed.feed(), inventory.feeds());
            case Fault.SiteLoss site -> ofSite(site, inventory.nodes());
        };
    }

    private static List<ControlPoint> of(String what, String name, Map<String, List<ControlPoint>> points) {
        return DeviceFaults.points(what, name, points.keySet(), Optional.ofNullable(points.get(name)));
    }

    /** Every node of the site, or none: a site of which a part keeps its power is another fault. */
    private static List<ControlPoint> ofSite(Fault.SiteLoss site, Map<String, List<ControlPoint>> nodes) {
        Set<ControlPoint> points = new LinkedHashSet<>();
        site.nodes().forEach(node -> points.addAll(of("node", node, nodes)));
        return List.copyOf(points);
    }
}
