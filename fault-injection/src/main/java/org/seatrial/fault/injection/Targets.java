package org.seatrial.fault.injection;

import org.seatrial.input.NearNames;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.topology.Design;
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
}
