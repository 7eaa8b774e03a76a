package org.seatrial.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.report.plot.TopologyLayout.Box;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;

/** The design as it was tested: what a fault struck is coloured by the kind of fault, what none struck is grey. */
public final class TopologyMap {

    private static final int LONGEST_LABEL = 26;

    private TopologyMap() {}

    /**
     * @param struck link or node name to the kinds of fault it was tested with
     * @param kinds all kinds, in the order of the legend
     */
    public static String draw(
            String id, String title, Design design, Map<String, List<String>> struck, List<String> kinds) {
        TopologyLayout layout = TopologyLayout.of(design);
        List<String> unlabelled = new ArrayList<>();
        Map<Box, String> labels = new LinkedHashMap<>();
        double width = Math.max(layout.width(), 420);
        Svg svg = new Svg(id, width, layout.height() + 56, title, description(design, struck));
        layout.sites().forEach((site, box) -> {
            svg.rounded("site", box.x(), box.y(), box.width(), box.height(), 10);
            svg.text("site-name", box.x() + 16, box.y() + 24, "start", site.isEmpty() ? "without a site" : site);
        });
        LabelPlacer placer = new LabelPlacer(layout.nodes().values());
        for (Link link : design.links()) {
            Box a = layout.nodes().get(link.a().node());
            Box b = layout.nodes().get(link.b().node());
            if (a == null || b == null) {
                continue;
            }
            List<String> hits = struck.getOrDefault(link.name(), List.of());
            link(svg, a, b, parallel(design, link), hits, kinds);
            if (named(link) || !hits.isEmpty()) {
                String text = shortened(link.name());
                Optional<Box> room = placer.place(text, a.midX(), a.midY(), b.midX(), b.midY());
                room.ifPresentOrElse(
                        box -> labels.put(box, text),
                        () -> unlabelled.add(link.name() + " (" + link.a() + " to " + link.b() + ")"));
            }
        }
        design.nodes().values().forEach(node -> node(svg, layout, node, struck, kinds));
        // Last, so that no line crosses them.
        labels.forEach((box, text) -> {
            svg.rounded("label-ground", box.x(), box.y(), box.width(), box.height(), 3);
            svg.text("label", box.midX(), box.midY() + 4, "middle", text);
        });
        legend(svg, layout.height() + 24, kinds);
        if (!unlabelled.isEmpty()) {
            svg.text(
                    "note",
                    8,
                    layout.height() + 48,
                    "start",
                    "no room for the labels of: " + String.join(", ", unlabelled));
        }
        return svg.end();
    }

    private static boolean named(Link link) {
        return !link.name().contains("--");
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1) + "…";
    }

    /** The sideways shift of a link among those between the same two nodes, in units of the drawing. */
    private static double parallel(Design design, Link link) {
        List<Link> between = design.links().stream()
                .filter(other ->
                        other.touches(link.a().node()) && other.touches(link.b().node()))
                .toList();
        return (between.indexOf(link) - (between.size() - 1) / 2.0) * 16;
    }

    private static void link(Svg svg, Box a, Box b, double shift, List<String> hits, List<String> kinds) {
        double length = Math.max(1, Math.hypot(b.midX() - a.midX(), b.midY() - a.midY()));
        double sideX = -(b.midY() - a.midY()) / length;
        double sideY = (b.midX() - a.midX()) / length;
        int strokes = Math.max(1, hits.size());
        for (int i = 0; i < strokes; i++) {
            double off = shift + (i - (strokes - 1) / 2.0) * 4.5;
            String style = hits.isEmpty() ? "link" : "link kind-" + kinds.indexOf(hits.get(i));
            svg.line(
                    style,
                    a.midX() + off * sideX,
                    a.midY() + off * sideY,
                    b.midX() + off * sideX,
                    b.midY() + off * sideY);
        }
    }

    private static void node(
            Svg svg, TopologyLayout layout, Node node, Map<String, List<String>> struck, List<String> kinds) {
        Box box = layout.nodes().get(node.name());
        if (box == null) {
            return;
        }
        List<String> hits = struck.getOrDefault(node.name(), List.of());
        String style = node.role() == Role.TESTER ? "node tester" : "node";
        if (!hits.isEmpty()) {
            style += " kind-" + kinds.indexOf(hits.getFirst());
        }
        svg.rounded(style, box.x(), box.y(), box.width(), box.height(), 6);
        String text = node.name().length() <= 16 ? node.name() : node.name().substring(0, 15) + "…";
        svg.text("node-name", box.midX(), box.midY() + 5, "middle", text);
    }

    private static void legend(Svg svg, double y, List<String> kinds) {
        double x = 8;
        for (int i = 0; i < kinds.size(); i++) {
            svg.line("link kind-" + i, x, y, x + 26, y);
            svg.text("note", x + 32, y + 4, "start", kinds.get(i));
            x += 52 + 7 * kinds.get(i).length();
        }
        svg.line("link", x, y, x + 26, y).text("note", x + 32, y + 4, "start", "not struck");
        svg.rounded("node tester", x + 116, y - 8, 26, 16, 4).text("note", x + 148, y + 4, "start", "test equipment");
    }

    private static String description(Design design, Map<String, List<String>> struck) {
        return design.nodes().size() + " nodes and " + design.links().size() + " links in "
                + design.sites().size() + " sites; faults struck "
                + (struck.isEmpty() ? "nothing" : String.join(", ", struck.keySet())) + ".";
    }
}
