package org.seatrial.run;

import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.DaemonControl;
import org.seatrial.lab.DiskControl;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.PortControl;
import org.seatrial.topology.Link;

/** What a lab can read back, or the reason why a fault cannot be proven there. */
record Readers(Lab lab) {

    Link link(String name) {
        return lab.design()
                .link(name)
                .orElseThrow(() -> new LabException(
                        "no link '" + name + "' in design " + lab.design().name()));
    }

    LinkControl links() {
        return lab.links().orElseThrow(() -> cannot("links"));
    }

    NodeControl nodes() {
        return lab.nodes().orElseThrow(() -> cannot("nodes"));
    }

    PortControl ports() {
        return lab.ports().orElseThrow(() -> cannot("interfaces"));
    }

    ImpairmentControl impairments() {
        return lab.impairments().orElseThrow(() -> cannot("impairments of links"));
    }

    DaemonControl daemons() {
        return lab.daemons().orElseThrow(() -> cannot("daemons"));
    }

    DiskControl disks() {
        return lab.disks().orElseThrow(() -> cannot("disks"));
    }

    AnomalyControl anomalies() {
        return lab.anomalies().orElseThrow(() -> cannot("traffic anomalies"));
    }

    private LabException cannot(String what) {
        return new LabException("lab " + lab.id() + " cannot read back " + what);
    }
}
