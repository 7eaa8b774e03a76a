package org.seatrial.fault.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.device.drbd.DrbdVolume;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.MirrorWatch;

/**
 * Which device drives which node, feed and link of a design.
 *
 * @param certificateClass what a run in this lab can claim
 * @param devices every device, by name
 * @param nodes what takes the power from a node, all of it at once
 * @param feeds what takes a whole power feed away
 * @param cables what breaks a cable, by link
 * @param ports what shuts an end of a link administratively, by link
 * @param mirrors volumes that DRBD mirrors
 * @param knownDifferences how the lab differs from what it stands for, one sentence each
 */
public record Inventory(
        CertificateClass certificateClass,
        Map<String, Device> devices,
        Map<String, List<ControlPoint>> nodes,
        Map<String, List<ControlPoint>> feeds,
        Map<String, List<ControlPoint>> cables,
        Map<String, Ports> ports,
        List<Mirror> mirrors,
        List<String> knownDifferences) {

    public Inventory {
        devices = Map.copyOf(devices);
        nodes = Map.copyOf(nodes);
        feeds = Map.copyOf(feeds);
        cables = Map.copyOf(cables);
        ports = Map.copyOf(ports);
        mirrors = List.copyOf(mirrors);
        knownDifferences = List.copyOf(knownDifferences);
    }

    /** A device: its adapter and what the adapter wants to know. */
    public record Device(String adapter, Settings settings) {}

    /**
     * The ports of a link.
     *
     * @param near shuts the end that stands first in the topology file
     * @param far the other end
     */
    public record Ports(Optional<ControlPoint> near, Optional<ControlPoint> far) {}

    /**
     * A volume that DRBD mirrors.
     *
     * @param mirror of which node, and where its copy is
     * @param synchronous whether the copy must hold whatever is acknowledged
     * @param device the host of the volume
     * @param volume as that host knows it
     * @param copyDevice the host of the copy
     * @param copyVolume as that one knows it
     */
    public record Mirror(
            MirrorWatch.Mirror mirror,
            boolean synchronous,
            String device,
            DrbdVolume volume,
            String copyDevice,
            DrbdVolume copyVolume) {}
}
