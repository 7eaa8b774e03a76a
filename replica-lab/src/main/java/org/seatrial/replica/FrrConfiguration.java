package org.seatrial.replica;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.seatrial.topology.Role;

/**
 * Configuration files of the FRR daemons, one a daemon: a file shared by all makes each daemon stumble over the blocks
 * of the others and silently drop what follows.
 */
final class FrrConfiguration {

    private final Layout layout;
    private final String node;
    private final LabFile.NodeSettings settings;

    FrrConfiguration(Layout layout, String node) {
        this.layout = layout;
        this.node = node;
        this.settings = layout.file().node(node);
    }

    /**
     * The text for one daemon.
     *
     * @param log the daemon's log file
     */
    String of(String daemon, Path log) {
        Path own = settings.configurations().get(daemon);
        StringBuilder text = new StringBuilder();
        // The precision applies to log files that the configuration names, not to those of the command line.
        line(
                text,
                "hostname "
                        + layout.namespace(node)
                                .substring(LabNames.prefix(layout.id()).length()));
        line(text, "log file " + log);
        line(text, "log timestamp precision 6");
        if (own != null) {
            try {
                return text.append(Files.readString(own)).toString();
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the configuration of " + node + " cannot be read: " + own, unreadable);
            }
        }
        switch (daemon) {
            case "zebra" -> zebra(text);
            case "staticd" -> staticd(text);
            case "bfdd" -> bfdd(text);
            case "bgpd" -> bgpd(text);
            default -> throw new IllegalArgumentException("this lab runs no " + daemon);
        }
        return text.toString();
    }

    /**
     * With nexthop objects the kernel takes a lost cable's hop out of a group, and zebra 8.4, which believes the group
     * whole, never puts it back: after a power cut half the paths would stay missing.
     */
    private void zebra(StringBuilder text) {
        line(text, "no zebra nexthop kernel enable");
        if (connectsByItself()) {
            // To a volume or a guest's disk: what a node sends must come from an address that others can answer.
            line(text, "route-map own-source permit 10");
            line(text, " set src " + settings.loopback());
            line(text, "exit");
            line(text, "ip protocol bgp route-map own-source");
            line(text, "ip protocol static route-map own-source");
        }
    }

    /** Whether a node of this lab opens connections that no client of ours gives an address. */
    private boolean connectsByItself() {
        LabFile file = layout.file();
        return !file.guests().isEmpty()
                || layout.design().nodes().keySet().stream()
                        .anyMatch(one -> !file.node(one).volumes().isEmpty());
    }

    private void staticd(StringBuilder text) {
        for (LabFile.StaticRoute route : settings.routes()) {
            for (Cable cable : layout.routedCablesOf(node)) {
                Cable.End far = cable.farFrom(node);
                if (far.node().equals(route.via())) {
                    line(text, "ip route " + route.to() + " " + far.address() + " 250");
                }
            }
        }
    }

    private void bfdd(StringBuilder text) {
        line(text, "debug bfd peer");
        layout.file().routing().bfd().ifPresent(bfd -> {
            line(text, "bfd");
            line(text, " profile lab");
            line(text, "  transmit-interval " + bfd.intervalMs());
            line(text, "  receive-interval " + bfd.intervalMs());
            line(text, "  detect-multiplier " + bfd.multiplier());
            line(text, " exit");
            line(text, "exit");
        });
    }

    private void bgpd(StringBuilder text) {
        LabFile.Routing routing = layout.file().routing();
        boolean host =
                !settings.transit() || layout.design().node(node).orElseThrow().role() == Role.TESTER;
        line(text, "ip prefix-list own seq 5 permit " + settings.loopback() + "/32");
        // Any node that routes may be told to run any guest.
        List<LabFile.Guest> guests = layout.file().guests();
        for (LabFile.Guest guest : guests) {
            line(text, "ip prefix-list guests seq " + 5 * guest.number() + " permit " + guest.address() + "/32");
            line(text, "ip prefix-list own seq " + (5 + 5 * guest.number()) + " permit " + guest.address() + "/32");
        }
        if (!guests.isEmpty()) {
            line(text, "route-map guests permit 10");
            line(text, " match ip address prefix-list guests");
            line(text, "exit");
        }
        line(text, "route-map own permit 10");
        line(text, " match ip address prefix-list own");
        line(text, "exit");
        line(text, "router bgp " + settings.asn());
        line(text, " bgp router-id " + settings.loopback());
        line(text, " bgp log-neighbor-changes");
        line(text, " no bgp ebgp-requires-policy");
        line(text, " no bgp network import-check");
        line(text, " bgp bestpath as-path multipath-relax");
        for (Cable cable : layout.routedCablesOf(node)) {
            Cable.End far = cable.farFrom(node);
            String neighbour = " neighbor " + far.address() + " ";
            line(text, neighbour + "remote-as " + layout.file().node(far.node()).asn());
            line(text, neighbour + "description " + far.endpoint());
            line(text, neighbour + "timers " + routing.keepaliveS() + " " + routing.holdS());
            line(text, neighbour + "timers connect " + routing.connectRetryS());
            line(text, neighbour + "advertisement-interval 0");
            if (routing.bfd().isPresent()) {
                line(text, neighbour + "bfd");
                line(text, neighbour + "bfd profile lab");
            }
        }
        line(text, " address-family ipv4 unicast");
        line(text, "  network " + settings.loopback() + "/32");
        if (!guests.isEmpty()) {
            line(text, "  redistribute kernel route-map guests");
        }
        layout.segments().blocksOf(node).forEach(block -> line(text, "  network " + block));
        line(text, "  maximum-paths 64");
        if (host) {
            // A dual-homed host that passed on what it learns would become a path between its two leaves.
            for (Cable cable : layout.routedCablesOf(node)) {
                line(text, "  neighbor " + cable.farFrom(node).address() + " route-map own out");
            }
        }
        line(text, " exit-address-family");
        line(text, "exit");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
