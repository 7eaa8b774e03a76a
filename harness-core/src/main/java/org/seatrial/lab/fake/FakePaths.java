package org.seatrial.lab.fake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;

/** The shortest paths of a design, as equal-cost multipath would use them. */
final class FakePaths {

    /** One link of a path, in the direction of travel. */
    record Hop(Link link, boolean aToB) {}

    private static final int MOST = 64;

    private final Design design;
    private final Map<String, List<List<Hop>>> found = new HashMap<>();

    FakePaths(Design design) {
        this.design = design;
    }

    /** Every shortest path that avoids the given links, in the order of the topology file; empty if there is none. */
    List<List<Hop>> shortest(String from, String to, Set<String> avoid) {
        String key = from + ">" + to + "!" + avoid.stream().sorted().toList();
        return found.computeIfAbsent(key, _ -> search(from, to, avoid));
    }

    private List<List<Hop>> search(String from, String to, Set<String> avoid) {
        Map<String, Integer> distance = new HashMap<>(Map.of(to, 0));
        ArrayDeque<String> queue = new ArrayDeque<>(List.of(to));
        while (!queue.isEmpty()) {
            String node = queue.remove();
            for (Link link : design.linksOf(node)) {
                String next = link.farFrom(node).node();
                if (!avoid.contains(link.name()) && !distance.containsKey(next)) {
                    distance.put(next, distance.getOrDefault(node, 0) + 1);
                    queue.add(next);
                }
            }
        }
        List<List<Hop>> paths = new ArrayList<>();
        if (distance.containsKey(from)) {
            extend(from, to, avoid, distance, new ArrayList<>(), paths);
        }
        return paths;
    }

    private void extend(
            String node,
            String to,
            Set<String> avoid,
            Map<String, Integer> distance,
            List<Hop> soFar,
            List<List<Hop>> paths) {
        if (node.equals(to)) {
            paths.add(List.copyOf(soFar));
            return;
        }
        for (Link link : design.linksOf(node)) {
            String next = link.farFrom(node).node();
            boolean nearer = distance.getOrDefault(next, Integer.MAX_VALUE) < distance.getOrDefault(node, 0);
            if (nearer && !avoid.contains(link.name()) && paths.size() < MOST) {
                soFar.add(new Hop(link, link.a().node().equals(node)));
                extend(next, to, avoid, distance, soFar, paths);
                soFar.removeLast();
            }
        }
    }
}
