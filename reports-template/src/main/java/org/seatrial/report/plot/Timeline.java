package org.seatrial.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * Everything that happened in one trial on one axis of time: a lane each for faults, what operators did, every flow,
 * every workload, the virtual machines of a node, and redundancy.
 */
public final class Timeline {

    private static final double WIDTH = 1160;
    private static final double LEFT = 190;
    private static final double RIGHT = WIDTH - 12;
    private static final double LEGEND = 14;
    private static final double TOP = 36;
    private static final double LANE = 22;
    private static final double ROW = 2.2;
    private static final double MARGIN = 3;

    /** What each colour stands for, in the order in which they are explained. */
    private static final Map<String, String> LEGENDS = legends();

    private Timeline() {}

    private static Map<String, String> legends() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("fault-span", "fault lasts");
        words.put("outage", "out of service");
        words.put("acted", "operator acts");
        words.put("taken-back", "operator takes it back");
        words.put("starting", "machine starts");
        words.put("serving", "machine serves");
        words.put("resynchronising", "resynchronising");
        words.put("without-redundancy", "without redundancy");
        return words;
    }

    /**
     * A span of a lane, in nanoseconds since the fault took effect.
     *
     * @param style class that colours it: fault-span, outage, acted, taken-back, starting, serving, resynchronising or
     *     without-redundancy
     * @param words what it says to those who point at it, or cannot see it; empty if nothing
     */
    public record Span(double from, double to, String style, String words) {

        public Span(double from, double to, String style) {
            this(from, to, style, "");
        }
    }

    /** What it tells of, and when something was the matter with it: in one row, or in thin ones below each other. */
    public record Lane(String name, List<List<Span>> rows) {
        public Lane {
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** With everything in one row. */
        public static Lane of(String name, List<Span> spans) {
            return new Lane(name, List.of(spans));
        }

        List<Span> spans() {
            return rows.stream().flatMap(List::stream).toList();
        }

        double height() {
            return Math.max(LANE, rows.size() * ROW + 2 * MARGIN);
        }
    }

    /**
     * Draws lanes from {@code from} to {@code to}, nanoseconds since the fault took effect.
     *
     * @throws IllegalArgumentException if no time passes between them
     */
    public static String draw(String id, String title, double from, double to, List<Lane> lanes) {
        if (!(to > from)) {
            throw new IllegalArgumentException("a timeline from " + from + " to " + to);
        }
        double bottom = TOP + lanes.stream().mapToDouble(Lane::height).sum();
        Svg svg = new Svg(id, WIDTH, bottom + 44, title, description(lanes));
        Scale x = Scale.linear(from, to, LEFT, RIGHT);
        legend(svg, lanes);
        double y = TOP;
        for (Lane lane : lanes) {
            svg.rect("window", LEFT, y + 1, RIGHT - LEFT, lane.height() - 2);
            svg.text("label", LEFT - 8, y + LANE * 0.68, "end", lane.name());
            double height =
                    (lane.height() - 2 * MARGIN) / Math.max(1, lane.rows().size());
            for (int row = 0; row < lane.rows().size(); row++) {
                for (Span span : lane.rows().get(row)) {
                    draw(svg, span, x, y + MARGIN + row * height, height);
                }
            }
            y += lane.height();
        }
        if (from <= 0 && to >= 0) {
            svg.line("effect", x.at(0), TOP - 6, x.at(0), bottom);
        }
        for (double tick : x.ticks(8)) {
            svg.line("grid", x.at(tick), bottom, x.at(tick), bottom + 5);
            svg.text("tick", x.at(tick), bottom + 18, "middle", Quantities.format(Dimension.TIME, tick));
        }
        svg.line("axis", LEFT, bottom, RIGHT, bottom);
        svg.text("axis-name", LEFT, bottom + 38, "start", "time since the fault took effect");
        return svg.end();
    }

    private static void draw(Svg svg, Span span, Scale x, double y, double height) {
        double start = Math.max(LEFT, x.at(span.from()));
        double width = Math.max(2, Math.min(RIGHT, x.at(span.to())) - start);
        if (span.words().isEmpty()) {
            svg.rect(span.style(), start, y, width, height);
        } else {
            svg.rect(span.style(), start, y, width, height, span.words());
        }
    }

    /** Explains the colours that occur. */
    private static void legend(Svg svg, List<Lane> lanes) {
        List<String> used = lanes.stream()
                .flatMap(lane -> lane.spans().stream())
                .map(Span::style)
                .distinct()
                .toList();
        List<String> shown = new ArrayList<>(LEGENDS.keySet());
        shown.retainAll(used);
        double x = LEFT;
        for (String style : shown) {
            String words = LEGENDS.getOrDefault(style, style);
            svg.rect(style, x, LEGEND - 10, 16, 11);
            svg.text("note", x + 22, LEGEND, "start", words);
            x += 44 + 6.8 * words.length();
        }
    }

    private static String description(List<Lane> lanes) {
        StringBuilder text = new StringBuilder();
        for (Lane lane : lanes) {
            List<Span> spans = lane.spans();
            double total =
                    spans.stream().mapToDouble(span -> span.to() - span.from()).sum();
            text.append(lane.name()).append(": ");
            text.append(
                    spans.isEmpty()
                            ? "nothing"
                            : Svg.count(spans.size(), "span") + ", together "
                                    + Quantities.format(Dimension.TIME, total)
                                    + spans.stream()
                                            .map(Span::words)
                                            .filter(words -> !words.isEmpty())
                                            .map(words -> ", " + words)
                                            .collect(Collectors.joining()));
            text.append(". ");
        }
        return text.toString().strip();
    }
}
