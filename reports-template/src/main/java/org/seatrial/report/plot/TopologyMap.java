package org.seatrial.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seatrial.report.plot.TopologyLayout.Box;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.Node;

/**
 * The design as it was tested. What became of each element is told by colour, by the kind of stroke and by a sign beside
 * its name, so that no one of the three is needed.
 */
public final class TopologyMap {

    private static final int LONGEST_LABEL = 26;
    private static final double LEGEND_ROW = 22;

    private TopologyMap() {}

    /** What became of an element. */
    public enum State {
        PROVEN("proven", "✓", "struck, and what is required was shown"),
        NOT_SHOWN("not-shown", "✗", "struck, but not all that is required was shown"),
        UNTESTED("untested", "?", "no valid trial struck it"),
        EQUIPMENT("equipment", "", "test equipment, not part of the design");

        private final String style;
        private final String sign;
        private final String meaning;

        State(String style, String sign, String meaning) {
            this.style = style;
            this.sign = sign;
            this.meaning = meaning;
        }
    }

    /**
     * What is drawn of one element.
     *
     * @param note a few characters beside its name, such as how many of the kinds of fault were proven; may be empty
     */
    public record Mark(State state, String note) {

        private static final Mark NONE = new Mark(State.EQUIPMENT, "");

        private String beside(String name) {
            return name + (state.sign.isEmpty() ? "" : " " + state.sign) + (note.isEmpty() ? "" : " " + note);
        }
    }

    /** What became of every element of the design, by name; what is not in them is drawn as test equipment. */
    public record Marks(
            Map<String, Mark> links, Map<String, Mark> nodes, Map<String, Mark> feeds, Map<String, Mark> sites) {

        private static Mark of(Map<String, Mark> marks, String name) {
            return marks.getOrDefault(name, Mark.NONE);
        }
    }

    public static String draw(String id, String title, Design design, Marks marks) {
        TopologyLayout layout = TopologyLayout.of(design);
        List<String> unlabelled = new ArrayList<>();
        Map<Box, String> labels = new LinkedHashMap<>();
        double width = Math.max(layout.width(), 420);
        List<String> below = below(design, marks);
        double legend = LEGEND_ROW * (State.values().length + below.size() + 1);
        Svg svg = new Svg(id, width, layout.height() + 16 + legend, title, description(design, marks));
        layout.sites().forEach((site, box) -> {
            svg.rounded("site", box.x(), box.y(), box.width(), box.height(), 10);
            svg.text("site-name", box.x() + 16, box.y() + 24, "start", siteName(site, marks));
        });
        LabelPlacer placer = new LabelPlacer(layout.nodes().values());
        for (Link link : design.links()) {
            Box a = layout.nodes().get(link.a().node());
            Box b = layout.nodes().get(link.b().node());
            if (a == null || b == null) {
                continue;
            }
            Mark mark = Marks.of(marks.links(), link.name());
            link(svg, a, b, parallel(design, link), mark);
            if (named(link) || mark.state() == State.PROVEN || mark.state() == State.NOT_SHOWN) {
                String text = mark.beside(shortened(link.name()));
                Optional<Box> room = placer.place(text, a.midX(), a.midY(), b.midX(), b.midY());
                room.ifPresentOrElse(box -> labels.put(box, text), () -> unlabelled.add(mark.beside(link.name())));
            }
        }
        design.nodes().values().forEach(node -> node(svg, layout, node, Marks.of(marks.nodes(), node.name())));
        // Last, so that no line crosses them.
        labels.forEach((box, text) -> {
            svg.rounded("label-ground", box.x(), box.y(), box.width(), box.height(), 3);
            svg.text("label", box.midX(), box.midY() + 4, "middle", text);
        });
        double y = legend(svg, layout.height() + 22);
        for (String line : below) {
            svg.text("note", 8, y + 4, "start", line);
            y += LEGEND_ROW;
        }
        if (!unlabelled.isEmpty()) {
            svg.text("note", 8, y + 4, "start", "no room for the labels of: " + String.join(", ", unlabelled));
        }
        return svg.end();
    }

    private static List<String> below(Design design, Marks marks) {
        return design.feeds().isEmpty()
                ? List.of()
                : List.of("power feeds: "
                        + design.feeds().stream()
                                .map(feed -> Marks.of(marks.feeds(), feed).beside(feed))
                                .collect(Collectors.joining(", ")));
    }

    private static String siteName(String site, Marks marks) {
        return site.isEmpty() ? "without a site" : Marks.of(marks.sites(), site).beside(site);
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

    private static void link(Svg svg, Box a, Box b, double shift, Mark mark) {
        double length = Math.max(1, Math.hypot(b.midX() - a.midX(), b.midY() - a.midY()));
        double sideX = -(b.midY() - a.midY()) / length * shift;
        double sideY = (b.midX() - a.midX()) / length * shift;
        svg.line("link " + mark.state().style, a.midX() + sideX, a.midY() + sideY, b.midX() + sideX, b.midY() + sideY);
    }

    private static void node(Svg svg, TopologyLayout layout, Node node, Mark mark) {
        Box box = layout.nodes().get(node.name());
        if (box == null) {
            return;
        }
        svg.rounded("node " + mark.state().style, box.x(), box.y(), box.width(), box.height(), 6);
        String text = node.name().length() <= 16 ? node.name() : node.name().substring(0, 15) + "…";
        String sign = mark.beside("").strip();
        svg.text("node-name", box.midX(), box.midY() + (sign.isEmpty() ? 5 : -3), "middle", text);
        if (!sign.isEmpty()) {
            svg.text("label", box.midX(), box.midY() + 14, "middle", sign);
        }
    }

    private static double legend(Svg svg, double top) {
        double y = top;
        for (State state : State.values()) {
            svg.line("link " + state.style, 8, y, 38, y);
            svg.rounded("node " + state.style, 48, y - 8, 26, 16, 4);
            svg.text("label", 61, y + 4, "middle", state.sign);
            svg.text("note", 84, y + 4, "start", state.meaning);
            y += LEGEND_ROW;
        }
        return y;
    }

    private static String description(Design design, Marks marks) {
        StringBuilder text = new StringBuilder(design.nodes().size() + " nodes and "
                + design.links().size() + " links in " + design.sites().size() + " sites.");
        for (State state : List.of(State.PROVEN, State.NOT_SHOWN, State.UNTESTED)) {
            List<String> names = new ArrayList<>();
            names(names, "link ", marks.links(), state);
            names(names, "node ", marks.nodes(), state);
            names(names, "feed ", marks.feeds(), state);
            names(names, "site ", marks.sites(), state);
            text.append(' ')
                    .append(Character.toUpperCase(state.meaning.charAt(0)))
                    .append(state.meaning.substring(1))
                    .append(": ")
                    .append(names.isEmpty() ? "none" : String.join(", ", names))
                    .append('.');
        }
        return text.toString();
    }

    private static void names(List<String> names, String kind, Map<String, Mark> marks, State state) {
        marks.forEach((name, mark) -> {
            if (mark.state() == state) {
                names.add(kind + name + (mark.note().isEmpty() ? "" : " (" + mark.note() + ")"));
            }
        });
    }
}
