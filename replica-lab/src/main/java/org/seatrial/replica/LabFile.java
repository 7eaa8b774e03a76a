package org.seatrial.replica;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.seatrial.topology.LinkCharacter;

/**
 * How the nodes of a design are realised: what a lab file says, with its defaults filled in.
 *
 * @param wire what carries wired cables
 * @param links addresses of cables, one /31 each (RFC 3021) in the order of the topology file
 * @param loopbacks addresses of nodes that name none, from the second on, in the order of the topology file
 * @param segments addresses of hosts on bridges, a block each segment
 * @param reference the two addresses of the reference path
 * @param nodes settings of every node of the design, in its order
 * @param cables links that this lab realises with another cable than the topology file says, by name
 * @param programs that offer services on nodes
 * @param knownDifferences what the lab file adds to the lab's own list
 */
record LabFile(
        Medium.Choice wire,
        Ipv4Block links,
        Ipv4Block loopbacks,
        Ipv4Block segments,
        Ipv4Block reference,
        Routing routing,
        SequencedMap<String, NodeSettings> nodes,
        SequencedMap<String, LinkCharacter> cables,
        List<LabProgram> programs,
        List<String> knownDifferences) {

    /**
     * How routes are exchanged: eBGP (RFC 4271) on every cable, one autonomous system a node (RFC 7938).
     *
     * @param bfd absent where a lost neighbour is found by the hold time alone
     * @param keepaliveS BGP keepalive interval in seconds
     * @param holdS BGP hold time in seconds, 0 or at least 3
     * @param connectRetryS BGP connect retry time in seconds
     */
    record Routing(Optional<Bfd> bfd, int keepaliveS, int holdS, int connectRetryS) {

        static final Routing USUAL = new Routing(Optional.of(new Bfd(50, 3)), 3, 9, 1);
    }

    /**
     * Bidirectional forwarding detection (RFC 5880, 5881), asynchronous mode.
     *
     * @param intervalMs transmit and receive interval in milliseconds, 10 to 60000
     * @param multiplier lost packets after which the session is down, 2 to 255
     */
    record Bfd(int intervalMs, int multiplier) {}

    /**
     * One node.
     *
     * @param asn autonomous system number
     * @param loopback the address it answers on, announced to all neighbours
     * @param routes static routes, which stand in while no better one is known
     * @param configurations daemon name to a configuration file that replaces the generated one
     * @param stormControl of a bridge; absent where it repeats every broadcast
     * @param volumes what it offers to others to store data on
     * @param guests virtual machines that have their home here
     * @param transit whether it passes on what its neighbours announce; a host that did would be a path between them
     */
    record NodeSettings(
            long asn,
            String loopback,
            List<StaticRoute> routes,
            Map<String, Path> configurations,
            Optional<StormControl> stormControl,
            List<VolumeSettings> volumes,
            List<Guest> guests,
            boolean transit) {}

    /**
     * A virtual machine.
     *
     * @param name unique in the lab
     * @param number unique in the lab, from 1
     * @param home the node that starts it
     * @param memoryMib in units of 1,048,576 octets
     * @param address its own, a route to which the node announces that it runs on
     * @param port of TCP, on which it answers by HTTP
     * @param sip of UDP, on which its telephone takes calls; absent where it has none
     * @param disk what it finds as its disk; absent where it has none
     * @param autostart whether its home starts it when it gets power
     */
    record Guest(
            String name,
            int number,
            String home,
            int memoryMib,
            String address,
            int port,
            OptionalInt sip,
            Optional<GuestDisk> disk,
            boolean autostart) {}

    /**
     * A guest's disk.
     *
     * @param source a file's absolute path or {@code nbd://ADDRESS:PORT/EXPORT}
     * @param offset where in it the disk begins, in octets
     * @param bytes how many octets of it are the disk, a multiple of 512; 0 for all from the offset on
     */
    record GuestDisk(String source, long offset, long bytes) {}

    /**
     * What each port of a bridge lets in.
     *
     * @param broadcastPerSecond frames to everybody, 1 to 1,000,000
     */
    record StormControl(long broadcastPerSecond) {

        /** Frames that may come at once: a tenth of a second's, and a few where that is none. */
        long burst() {
            return Math.max(5, broadcastPerSecond / 10);
        }
    }

    /**
     * A static route.
     *
     * @param via a neighbour in the design
     */
    record StaticRoute(Ipv4Block to, String via) {}

    /** The programs of one node. */
    List<LabProgram> programs(String node) {
        return programs.stream().filter(one -> one.node().equals(node)).toList();
    }

    /** Whether some node offers a volume. */
    boolean storesData() {
        return nodes.values().stream().anyMatch(node -> !node.volumes().isEmpty());
    }

    /** What answers for volumes beside the targets for network block devices. */
    List<VolumeFront> fronts() {
        return nodes.values().stream()
                .flatMap(node -> node.volumes().stream())
                .flatMap(volume -> volume.front().stream())
                .toList();
    }

    /** The virtual machines of all nodes. */
    List<Guest> guests() {
        return nodes.values().stream().flatMap(node -> node.guests().stream()).toList();
    }

    /** Whether some bridge has storm control. */
    boolean limitsStorms() {
        return nodes.values().stream().anyMatch(node -> node.stormControl().isPresent());
    }

    NodeSettings node(String name) {
        NodeSettings settings = nodes.get(name);
        if (settings == null) {
            throw new IllegalArgumentException("the lab file was read for a design without node " + name);
        }
        return settings;
    }
}
