package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.LinkChanges;
import org.seatrial.engine.sys.Netem;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.TrafficControl;

/** Makes a lab's namespaces, cables and addresses. */
final class NetworkBuild {

    private static final Path SYSCTL = Path.of("/proc/sys/net");

    /**
     * Multipath by the 5-tuple, as switches do it; no source filter, because paths are asymmetric; routes over a dark
     * cable unused at once, as forwarding hardware does it; no IPv6, whose own traffic would be noise.
     */
    private static final Map<String, String> ROUTER = Map.ofEntries(
            Map.entry("ipv4/ip_forward", "1"),
            Map.entry("ipv4/fib_multipath_hash_policy", "1"),
            Map.entry("ipv4/conf/all/rp_filter", "0"),
            Map.entry("ipv4/conf/default/rp_filter", "0"),
            Map.entry("ipv4/conf/all/ignore_routes_with_linkdown", "1"),
            Map.entry("ipv4/conf/default/ignore_routes_with_linkdown", "1"),
            Map.entry("ipv4/conf/all/accept_redirects", "0"),
            Map.entry("ipv4/conf/default/accept_redirects", "0"),
            Map.entry("ipv4/conf/all/send_redirects", "0"),
            Map.entry("ipv4/conf/default/send_redirects", "0"));

    /** An endpoint's name cannot begin so. */
    static final String BRIDGE = "_br";

    private static final int BRIDGE_INDEX = 99;

    /** The kernel makes as many as there are processors, which nothing here needs, and each takes time to make. */
    private static final String ONE_QUEUE = " numtxqueues 1 numrxqueues 1";

    private static final List<String> IPV6_OFF =
            List.of("ipv6/conf/all/disable_ipv6", "ipv6/conf/default/disable_ipv6");

    private final Layout layout;

    NetworkBuild(Layout layout) {
        this.layout = layout;
    }

    void namespaces() {
        Set<String> switched = layout.namespaces().entrySet().stream()
                .filter(node -> layout.switched(node.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
        batch(layout.allNamespaces().stream().map(name -> "netns add " + name).toList());
        NetworkNamespace.visiting(() -> {
            for (String namespace : layout.allNamespaces()) {
                boolean routes = !switched.contains(namespace);
                NetworkNamespace.within(Layout.handle(namespace), () -> {
                    setSysctls(routes ? ROUTER : Map.of());
                    return namespace;
                });
            }
            return layout;
        });
    }

    private static void setSysctls(Map<String, String> settings) throws IOException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            Files.writeString(SYSCTL.resolve(setting.getKey()), setting.getValue());
        }
        for (String setting : IPV6_OFF) {
            // A kernel without IPv6 has no such file, and nothing to switch off.
            if (Files.exists(SYSCTL.resolve(setting))) {
                Files.writeString(SYSCTL.resolve(setting), "1");
            }
        }
    }

    /** Every cable, and the wire's ends set up: the wire process can start. */
    void cables() {
        List<String> commands = new ArrayList<>();
        for (String node : layout.namespaces().keySet()) {
            if (Segments.isBridge(layout.design(), node)) {
                commands.add("link add name " + BRIDGE + " netns " + layout.namespace(node) + " index " + BRIDGE_INDEX
                        + " type bridge");
            }
        }
        for (Cable cable : layout.allCables()) {
            Cable.End a = cable.endA();
            Cable.End b = cable.endB();
            if (cable.wire().isPresent()) {
                Cable.Wire wire = cable.wire().get();
                commands.add(pair(a, layout.wireNamespace(), wire.interfaceA(), wire.indexA()));
                commands.add(pair(b, layout.wireNamespace(), wire.interfaceB(), wire.indexB()));
            } else {
                commands.add(pair(a, layout.namespace(b.node()), b.interfaceName(), b.index()));
            }
        }
        batch(commands);
        wire();
    }

    /** Addresses, ports of bridges, and the nodes' ends set up. */
    void nodes() {
        NetworkNamespace.visiting(() -> {
            for (String node : layout.namespaces().keySet()) {
                within(node, layout.cablesOf(node));
            }
            within(LabNames.REFERENCE_A, List.of(layout.reference()));
            within(LabNames.REFERENCE_B, List.of(layout.reference()));
            return layout;
        });
        for (String node : layout.namespaces().keySet()) {
            layout.gateway(node).ifPresent(gateway -> Repairing.carryOut(List.of(gateway)));
            layout.file().node(node).stormControl().ifPresent(limit -> limitStorms(node, limit));
        }
    }

    /** Each port of a bridge drops what arrives to everybody beyond the limit, before the bridge repeats it. */
    private void limitStorms(String bridge, LabFile.StormControl limit) {
        StringBuilder rules = new StringBuilder("table netdev storm-control {\n");
        int number = 0;
        for (Cable cable : layout.cablesOf(bridge)) {
            rules.append("""
                 chain port-%d {
                  type filter hook ingress device "%s" priority 0; policy accept;
                  ether daddr ff:ff:ff:ff:ff:ff limit rate over %d/second burst %d packets counter drop
                 }
                """.formatted(
                            number++, cable.endAt(bridge).interfaceName(), limit.broadcastPerSecond(), limit.burst()));
        }
        Program.run(
                List.of("ip", "netns", "exec", layout.namespace(bridge), "nft", "-f", "-"),
                rules.append("}\n").toString());
    }

    private String pair(Cable.End end, String farNamespace, String farInterface, int farIndex) {
        return "link add name " + end.interfaceName() + " netns " + layout.namespace(end.node()) + " index "
                + end.index() + ONE_QUEUE + " type veth peer name " + farInterface + " netns " + farNamespace
                + " index "
                + farIndex + ONE_QUEUE;
    }

    private void within(String node, List<Cable> cables) {
        Path namespace = Layout.handle(layout.namespace(node));
        NetworkNamespace.within(namespace, () -> {
            node(node, namespace, cables);
            return node;
        });
    }

    private void node(String node, Path namespace, List<Cable> cables) {
        boolean bridge = Segments.isBridge(layout.design(), node);
        try (LinkChanges changes = LinkChanges.open(namespace);
                InterfaceControl control = InterfaceControl.open(namespace)) {
            changes.up(LinkChanges.LOOPBACK);
            if (layout.namespaces().containsKey(node) && !layout.switched(node)) {
                changes.address(LinkChanges.LOOPBACK, layout.file().node(node).loopback() + "/32");
            }
            if (bridge) {
                changes.up(BRIDGE_INDEX);
            }
            for (Cable cable : cables) {
                Cable.End end = cable.endAt(node);
                layout.addressWithPrefix(end).ifPresent(address -> changes.address(end.index(), address));
                if (bridge) {
                    changes.join(end.index(), BRIDGE_INDEX);
                }
                control.switchOffloadsOff(end.interfaceName());
                changes.up(end.index());
            }
        }
    }

    private void wire() {
        Path namespace = Layout.handle(layout.wireNamespace());
        try (InterfaceControl control = InterfaceControl.open(namespace);
                TrafficControl queues = TrafficControl.open(namespace)) {
            for (Cable cable : layout.wired()) {
                Cable.Wire wire = cable.wire().orElseThrow();
                if (wire.medium() instanceof Medium.KernelQueue queue) {
                    carry(queues, wire, queue.netem());
                }
                for (String end : List.of(wire.interfaceA(), wire.interfaceB())) {
                    control.switchOffloadsOff(end);
                    control.setUp(end, true);
                }
            }
        }
    }

    /** Delays before it joins, so that no frame ever crosses undelayed. */
    private static void carry(TrafficControl queues, Cable.Wire wire, Netem netem) {
        SequencedMap<Integer, Netem> settings = new LinkedHashMap<>();
        settings.put(wire.indexA(), netem);
        settings.put(wire.indexB(), netem);
        queues.set(settings);
        queues.join(wire.indexA(), wire.indexB());
    }

    private static void batch(List<String> commands) {
        Program.run(List.of("ip", "-batch", "-"), String.join("\n", commands) + "\n");
    }
}
