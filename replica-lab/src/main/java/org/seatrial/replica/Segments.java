package org.seatrial.replica;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;

/**
 * The broadcast domains of a design: bridges joined by cables, and the hosts on them.
 *
 * <p>A host has all its cables on bridges. It runs no routing daemon, and its address is one of its segment's block; all
 * blocks of a design have the same prefix, that of the largest. A node that has other cables too is the segment's router:
 * its hosts reach everything else through it, and it announces the block.
 *
 * @param addresses of the hosts' and routers' endpoints, with the prefix behind a slash
 * @param routed the segments that have a router
 */
record Segments(Map<Endpoint, String> addresses, List<Routed> routed) {

    /**
     * A segment with a router.
     *
     * @param block its addresses, with the prefix behind a slash
     * @param address the router's, without the prefix
     * @param hosts the other endpoints
     */
    record Routed(Endpoint router, String block, String address, List<Endpoint> hosts) {}

    /** Addresses of a block that no host may have (RFC 919): the first and the last. */
    private static final int RESERVED = 2;

    /** Lays the segments out one after the other. */
    static Segments of(Design design, Ipv4Block block) {
        List<List<Endpoint>> segments = hostsOfSegments(design);
        Map<Endpoint, String> addresses = new HashMap<>();
        List<Routed> routed = new ArrayList<>();
        long size = blockSize(segments);
        int prefix = 32 - (63 - Long.numberOfLeadingZeros(size));
        for (int i = 0; i < segments.size(); i++) {
            long next = i * size + 1;
            for (Endpoint host : segments.get(i)) {
                addresses.put(host, block.address(next++) + "/" + prefix);
            }
            String own = block.address(i * size) + "/" + prefix;
            for (Endpoint router : routers(design, segments.get(i))) {
                List<Endpoint> hosts = new ArrayList<>(segments.get(i));
                hosts.remove(router);
                routed.add(new Routed(
                        router, own, addresses.getOrDefault(router, "/").split("/", -1)[0], List.copyOf(hosts)));
            }
        }
        return new Segments(addresses, List.copyOf(routed));
    }

    private static List<Endpoint> routers(Design design, List<Endpoint> segment) {
        return segment.stream().filter(end -> !switched(design, end.node())).toList();
    }

    /** The blocks that a node routes for. */
    List<String> blocksOf(String node) {
        return routed.stream()
                .filter(segment -> segment.router().node().equals(node))
                .map(Routed::block)
                .toList();
    }

    /** The address of the router through which a host reaches what is not on its segment. */
    Optional<String> gatewayOf(String host) {
        return routed.stream()
                .filter(segment ->
                        segment.hosts().stream().anyMatch(end -> end.node().equals(host)))
                .map(Routed::address)
                .findFirst();
    }

    /** The other endpoints of the segment that an endpoint is on; none if it is on none. */
    List<Endpoint> sharing(Design design, Endpoint end) {
        return hostsOfSegments(design).stream()
                .filter(segment -> segment.contains(end))
                .flatMap(List::stream)
                .filter(other -> !other.equals(end))
                .toList();
    }

    /** The address of a cable's end without its prefix; empty at a bridge. */
    String address(Endpoint end) {
        String address = addresses.getOrDefault(end, "/");
        return address.substring(0, address.indexOf('/'));
    }

    /** How many addresses the segments of a design take. */
    static long needed(Design design) {
        List<List<Endpoint>> segments = hostsOfSegments(design);
        return segments.size() * blockSize(segments);
    }

    private static long blockSize(List<List<Endpoint>> segments) {
        int most = segments.stream().mapToInt(List::size).max().orElse(0);
        return Long.highestOneBit(most + RESERVED - 1L) << 1;
    }

    /** Whether a link has a bridge at one end or at both: it is no routed link then. */
    static boolean bridged(Design design, Link link) {
        return isBridge(design, link.a().node()) || isBridge(design, link.b().node());
    }

    static boolean isBridge(Design design, String node) {
        return design.node(node).filter(Node::isBridge).isPresent();
    }

    /** Whether a node is a bridge or a host, and so takes no part in routing. */
    static boolean switched(Design design, String node) {
        List<Link> links = design.linksOf(node);
        return isBridge(design, node) || (!links.isEmpty() && links.stream().allMatch(link -> bridged(design, link)));
    }

    /**
     * Names what the lab cannot build.
     *
     * @param problem takes the node or link and the reason
     */
    static void check(Design design, BiConsumer<String, String> problem) {
        for (String node : design.nodes().keySet()) {
            boolean some = design.linksOf(node).stream().anyMatch(link -> bridged(design, link));
            boolean tester = design.node(node).orElseThrow().role() == Role.TESTER;
            if (some && tester && !switched(design, node)) {
                problem.accept(
                        "node " + node,
                        "it has cables to bridges and others, and is test equipment: it routes for nobody");
            }
        }
        Map<String, String> joined = new HashMap<>();
        for (Link link : design.links()) {
            if (isBridge(design, link.a().node()) && isBridge(design, link.b().node())) {
                String a = root(joined, link.a().node());
                String b = root(joined, link.b().node());
                if (a.equals(b)) {
                    problem.accept(
                            "link " + link.name(),
                            "it closes a loop of bridges, which run no spanning tree here: frames would circle");
                }
                joined.put(a, b);
            }
        }
        for (List<Endpoint> segment : hostsOfSegments(design)) {
            Set<String> hosts = new HashSet<>();
            for (Endpoint host : segment) {
                if (!hosts.add(host.node())) {
                    problem.accept("endpoint " + host, "its node is on the same bridged segment already");
                }
            }
            routers(design, segment).stream()
                    .skip(1)
                    .forEach(router -> problem.accept(
                            "endpoint " + router,
                            "a second router on a bridged segment: the namespace lab's hosts know one only"));
        }
    }

    /** The hosts' endpoints of each segment, in the order of the design's links. */
    private static List<List<Endpoint>> hostsOfSegments(Design design) {
        Map<String, String> joined = new HashMap<>();
        for (Link link : design.links()) {
            if (isBridge(design, link.a().node()) && isBridge(design, link.b().node())) {
                joined.put(root(joined, link.a().node()), root(joined, link.b().node()));
            }
        }
        Map<String, List<Endpoint>> segments = new LinkedHashMap<>();
        for (Link link : design.links()) {
            host(design, link)
                    .ifPresent(host -> segments.computeIfAbsent(
                                    root(joined, link.farFrom(host.node()).node()), absent -> new ArrayList<>())
                            .add(host));
        }
        return List.copyOf(segments.values());
    }

    /** The end of a link that is no bridge, if the other one is. */
    private static Optional<Endpoint> host(Design design, Link link) {
        boolean bridgeA = isBridge(design, link.a().node());
        boolean bridgeB = isBridge(design, link.b().node());
        return bridgeA == bridgeB ? Optional.empty() : Optional.of(bridgeA ? link.b() : link.a());
    }

    private static String root(Map<String, String> joined, String bridge) {
        String at = bridge;
        for (String next = joined.get(at); next != null && !next.equals(at); next = joined.get(at)) {
            at = next;
        }
        return at;
    }
}
