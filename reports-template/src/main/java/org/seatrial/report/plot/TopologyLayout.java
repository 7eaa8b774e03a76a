package org.seatrial.report.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;

/**
 * Where the nodes of a design stand: a box a site, two boxes abreast; within it a column for each step away from the
 * nodes that have a link to another site, which face the other box.
 *
 * @param nodes node name to its box
 * @param sites site name to its box; the name is empty for nodes without a site
 */
record TopologyLayout(Map<String, Box> nodes, Map<String, Box> sites, double width, double height) {

    static final double NODE_WIDTH = 118;
    static final double NODE_HEIGHT = 44;
    private static final double COLUMN = 240;
    private static final double ROW = 92;
    private static final double PAD = 26;
    private static final double HEADING = 26;
    private static final double BETWEEN_SITES = 200;

    /** An axis-parallel rectangle. */
    record Box(double x, double y, double width, double height) {
        double midX() {
            return x + width / 2;
        }

        double midY() {
            return y + height / 2;
        }

        boolean meets(Box other, double margin) {
            return x - margin < other.x + other.width
                    && other.x - margin < x + width
                    && y - margin < other.y + other.height
                    && other.y - margin < y + height;
        }
    }

    static TopologyLayout of(Design design) {
        Map<String, List<Node>> bySite = new LinkedHashMap<>();
        design.nodes()
                .values()
                .forEach(node -> bySite.computeIfAbsent(node.site(), site -> new ArrayList<>())
                        .add(node));
        Map<String, Box> nodes = new LinkedHashMap<>();
        Map<String, Box> sites = new LinkedHashMap<>();
        double y = 8;
        double width = 0;
        List<String> names = List.copyOf(bySite.keySet());
        for (int i = 0; i < names.size(); i += 2) {
            double x = 8;
            double tallest = 0;
            for (int side = 0; side < 2 && i + side < names.size(); side++) {
                String site = names.get(i + side);
                List<List<Node>> columns = columns(design, bySite.getOrDefault(site, List.of()));
                List<List<Node>> leftToRight = side == 0 ? columns.reversed() : columns;
                Box box = place(leftToRight, x, y, nodes);
                sites.put(site, box);
                x += box.width() + BETWEEN_SITES;
                tallest = Math.max(tallest, box.height());
            }
            width = Math.max(width, x - BETWEEN_SITES);
            y += tallest + 60;
        }
        return new TopologyLayout(nodes, sites, width + 8, Math.max(60, y - 52));
    }

    /** Column 0 faces the other sites. */
    private static List<List<Node>> columns(Design design, List<Node> members) {
        Set<String> inside = new HashSet<>();
        members.forEach(node -> inside.add(node.name()));
        Map<String, Integer> depth = new LinkedHashMap<>();
        Deque<String> queue = new ArrayDeque<>();
        for (Node node : borders(design, members, inside)) {
            depth.put(node.name(), 0);
            queue.add(node.name());
        }
        while (!queue.isEmpty()) {
            String at = queue.remove();
            int next = depth.getOrDefault(at, 0) + 1;
            for (Link link : design.linksOf(at)) {
                String far = link.farFrom(at).node();
                if (inside.contains(far) && depth.putIfAbsent(far, next) == null) {
                    queue.add(far);
                }
            }
        }
        int last = depth.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<List<Node>> columns = new ArrayList<>();
        for (int column = 0; column <= last; column++) {
            int wanted = column;
            columns.add(members.stream()
                    .filter(node -> depth.getOrDefault(node.name(), last) == wanted)
                    .toList());
        }
        return columns;
    }

    private static List<Node> borders(Design design, List<Node> members, Set<String> inside) {
        List<Node> border = members.stream()
                .filter(node -> design.linksOf(node.name()).stream()
                        .anyMatch(link ->
                                !inside.contains(link.farFrom(node.name()).node())))
                .toList();
        if (!border.isEmpty()) {
            return border;
        }
        int most = members.stream()
                .mapToInt(node -> design.linksOf(node.name()).size())
                .max()
                .orElse(0);
        return members.stream()
                .filter(node -> design.linksOf(node.name()).size() == most)
                .sorted(Comparator.comparing(Node::role))
                .toList();
    }

    private static Box place(List<List<Node>> columns, double x, double y, Map<String, Box> nodes) {
        int tallest = columns.stream().mapToInt(List::size).max().orElse(1);
        double height = HEADING + 2 * PAD + (tallest - 1) * ROW + NODE_HEIGHT;
        for (int column = 0; column < columns.size(); column++) {
            List<Node> stack = columns.get(column);
            double top = y + HEADING + PAD + (tallest - stack.size()) * ROW / 2;
            for (int row = 0; row < stack.size(); row++) {
                nodes.put(
                        stack.get(row).name(),
                        new Box(x + PAD + column * COLUMN, top + row * ROW, NODE_WIDTH, NODE_HEIGHT));
            }
        }
        return new Box(x, y, 2 * PAD + (columns.size() - 1) * COLUMN + NODE_WIDTH, height);
    }
}
