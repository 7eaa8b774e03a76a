package org.seatrial.replica;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seatrial.topology.Role;

/**
 * The routes that a whole lab must have in its kernels, computed from the design alone: to the address of every node and to every
 * segment behind one, over every shortest path, where tester nodes carry no foreign traffic. What the daemons computed is compared with it,
 * so that a lab which converged to something else is never measured.
 */
final class ExpectedRoutes {

    private ExpectedRoutes() {}

    /** Node to destination to next hops, as {@code gateway@interface index}, sorted. */
    static Map<String, Map<String, List<String>>> of(Layout layout) {
        Map<String, Map<String, List<String>>> expected = new HashMap<>();
        for (String node : layout.design().nodes().keySet()) {
            expected.put(node, new TreeMap<>());
        }
        for (String target : layout.design().nodes().keySet()) {
            if (layout.switched(target)) {
                continue;
            }
            Map<String, Integer> hops = hopsTo(layout, target);
            List<String> destinations = new ArrayList<>(layout.segments().blocksOf(target));
            destinations.add(layout.file().node(target).loopback() + "/32");
            hops.forEach((node, distance) -> {
                if (!node.equals(target)) {
                    List<String> over = nextHops(layout, node, distance, hops, target);
                    destinations.forEach(
                            destination -> expected.getOrDefault(node, Map.of()).put(destination, over));
                }
            });
        }
        return expected;
    }

    /** Hops from each node that reaches the target; paths lead through nodes under test only. */
    private static Map<String, Integer> hopsTo(Layout layout, String target) {
        Map<String, Integer> hops = new HashMap<>(Map.of(target, 0));
        ArrayDeque<String> border = new ArrayDeque<>(List.of(target));
        while (!border.isEmpty()) {
            String node = border.remove();
            if (!carries(layout, node, target)) {
                continue;
            }
            int distance = hops.getOrDefault(node, 0) + 1;
            for (Cable cable : layout.routedCablesOf(node)) {
                String next = cable.farFrom(node).node();
                if (hops.putIfAbsent(next, distance) == null) {
                    border.add(next);
                }
            }
        }
        return hops;
    }

    private static boolean carries(Layout layout, String node, String target) {
        return node.equals(target) || layout.design().node(node).orElseThrow().role() == Role.SUT;
    }

    private static List<String> nextHops(
            Layout layout, String node, int distance, Map<String, Integer> hops, String target) {
        List<String> nextHops = new ArrayList<>();
        for (Cable cable : layout.routedCablesOf(node)) {
            Cable.End far = cable.farFrom(node);
            if (hops.getOrDefault(far.node(), distance) == distance - 1 && carries(layout, far.node(), target)) {
                nextHops.add(far.address() + "@" + cable.endAt(node).index());
            }
        }
        nextHops.sort(null);
        return nextHops;
    }
}
