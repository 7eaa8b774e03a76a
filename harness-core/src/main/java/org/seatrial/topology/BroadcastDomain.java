package org.seatrial.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who hears whose frames without a router between them: the two ends of a cable, and everybody whose cables end on the same
 * bridge or on bridges that cables join.
 */
public final class BroadcastDomain {

    /** An endpoint of each of two nodes, which hear each other. */
    public record Pair(Endpoint near, Endpoint far) {}

    private BroadcastDomain() {}

    /** Every way in which two nodes hear each other's frames, in the order of the design's links; none if they do not. */
    public static List<Pair> between(Design design, String near, String far) {
        List<Pair> pairs = new ArrayList<>();
        for (Link link : design.linksOf(near)) {
            for (Endpoint heard : hearing(design, link.farFrom(near))) {
                if (heard.node().equals(far)) {
                    pairs.add(new Pair(link.endAt(near), heard));
                }
            }
        }
        return List.copyOf(pairs);
    }

    /** The endpoints that hear what enters at an endpoint: itself, or what its bridge passes it on to. */
    private static List<Endpoint> hearing(Design design, Endpoint entry) {
        if (!bridge(design, entry.node())) {
            return List.of(entry);
        }
        List<Endpoint> heard = new ArrayList<>();
        Set<String> passed = new HashSet<>(Set.of(entry.node()));
        Deque<String> bridges = new ArrayDeque<>(passed);
        while (!bridges.isEmpty()) {
            String bridge = bridges.remove();
            for (Link link : design.linksOf(bridge)) {
                Endpoint beyond = link.farFrom(bridge);
                if (!bridge(design, beyond.node())) {
                    heard.add(beyond);
                } else if (passed.add(beyond.node())) {
                    bridges.add(beyond.node());
                }
            }
        }
        return heard;
    }

    private static boolean bridge(Design design, String node) {
        return design.node(node).filter(Node::isBridge).isPresent();
    }
}
