package org.seatrial.fault.injection;

import java.util.List;
import org.seatrial.input.NearNames;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.FlapControl;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PortControl;
import org.seatrial.lab.PowerControl;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;

/** Finds what a fault strikes, or says what was probably meant. */
final class Targets {

    private Targets() {}

    /** @throws LabException naming the nearest links if the design has none of that name */
    static Link link(String name, Lab lab) {
        Design design = lab.design();
        return design.link(name)
                .orElseThrow(() -> new LabException("design " + design.name() + " has no link '" + name
                        + "'; valid: "
                        + NearNames.valid(
                                name, design.links().stream().map(Link::name).toList())));
    }

    /** @throws LabException naming the nearest nodes if the design has none of that name */
    static String node(String name, Lab lab) {
        Design design = lab.design();
        if (design.node(name).isEmpty()) {
            throw new LabException("design " + design.name() + " has no node '" + name + "'; valid: "
                    + NearNames.valid(name, design.nodes().keySet()));
        }
        return name;
    }

    static LinkControl links(Lab lab) {
        return lab.links().orElseThrow(() -> new LabException("lab " + lab.id() + " cannot change its links"));
    }

    static NodeControl nodes(Lab lab) {
        return lab.nodes().orElseThrow(() -> new LabException("lab " + lab.id() + " cannot switch its nodes"));
    }

    /** @throws LabException naming the nearest daemons if the node has none of that name */
    static String daemon(String node, String daemon, Lab lab) {
        List<String> known = daemons(lab).daemons(node(node, lab));
        if (!known.contains(daemon)) {
            throw new LabException("node '" + node + "' has no daemon '" + daemon + "' in lab " + lab.id() + "; valid: "
                    + NearNames.valid(daemon, known));
        }
        return daemon;
    }

    /** @throws LabException naming the nearest volumes if the node offers none of that name */
    static String disk(String node, String volume, Lab lab) {
        List<String> known = disks(lab).disks(node(node, lab));
        if (!known.contains(volume)) {
            throw new LabException("node '" + node + "' offers no volume '" + volume + "' in lab " + lab.id()
                    + "; valid: " + NearNames.valid(volume, known));
        }
        return volume;
    }

    static DiskControl disks(Lab lab) {
        return lab.disks().orElseThrow(() -> cannot(lab, "hold its disks back"));
    }

    static PortControl ports(Lab lab) {
        return lab.ports().orElseThrow(() -> cannot(lab, "administer its interfaces"));
    }

    static ImpairmentControl impairments(Lab lab) {
        return lab.impairments().orElseThrow(() -> cannot(lab, "impair its links"));
    }

    static FlapControl flaps(Lab lab) {
        return lab.flaps().orElseThrow(() -> cannot(lab, "let its links flap"));
    }

    static DaemonControl daemons(Lab lab) {
        return lab.daemons().orElseThrow(() -> cannot(lab, "reach its nodes' daemons"));
    }

    static PowerControl power(Lab lab) {
        return lab.power().orElseThrow(() -> cannot(lab, "switch its nodes on a timetable"));
    }

    static AnomalyControl anomalies(Lab lab) {
        return lab.anomalies().orElseThrow(() -> cannot(lab, "let its stations send what they should not"));
    }

    /** @throws LabException if no cable of the design joins an endpoint to a node */
    static Link cable(Endpoint from, String node, Lab lab) {
        return lab.design().linksOf(node).stream()
                .filter(link -> link.farFrom(node).equals(from))
                .findFirst()
                .orElseThrow(() -> new LabException(
                        "no cable of design " + lab.design().name() + " joins " + from + " to node '" + node + "'"));
    }

    private static LabException cannot(Lab lab, String what) {
        return new LabException("lab " + lab.id() + " cannot " + what);
    }
}
