package org.seatrial.report.plot;

import java.util.List;
import java.util.stream.Collectors;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * Everything that happened in one trial on one axis of time: a lane each for faults, what operators did, every flow,
 * every workload and redundancy.
 */
public final class Timeline {

    private static final double WIDTH = 1160;
    private static final double LEFT = 190;
    private static final double RIGHT = WIDTH - 12;
    private static final double TOP = 12;
    private static final double LANE = 22;

    private Timeline() {}

    /**
     * A span of a lane, in nanoseconds since the fault took effect.
     *
     * @param style class that colours it: fault-span, outage, acted, resynchronising or without-redundancy
     * @param words what it says to those who point at it, or cannot see it; empty if nothing
     */
    public record Span(double from, double to, String style, String words) {

        public Span(double from, double to, String style) {
            this(from, to, style, "");
        }
    }

    /** One row: what it tells of, and when something was the matter with it. */
    public record Lane(String name, List<Span> spans) {
        public Lane {
            spans = List.copyOf(spans);
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
        double bottom = TOP + lanes.size() * LANE;
        Svg svg = new Svg(id, WIDTH, bottom + 44, title, description(lanes));
        Scale x = Scale.linear(from, to, LEFT, RIGHT);
        for (int i = 0; i < lanes.size(); i++) {
            double y = TOP + i * LANE;
            svg.rect("window", LEFT, y + 1, RIGHT - LEFT, LANE - 2);
            svg.text("label", LEFT - 8, y + LANE * 0.68, "end", lanes.get(i).name());
            for (Span span : lanes.get(i).spans()) {
                double start = x.at(Math.max(from, span.from()));
                double width = Math.max(2, x.at(Math.min(to, span.to())) - start);
                if (span.words().isEmpty()) {
                    svg.rect(span.style(), start, y + 3, width, LANE - 6);
                } else {
                    svg.rect(span.style(), start, y + 3, width, LANE - 6, span.words());
                }
            }
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

    private static String description(List<Lane> lanes) {
        StringBuilder text = new StringBuilder();
        for (Lane lane : lanes) {
            double total = lane.spans().stream()
                    .mapToDouble(span -> span.to() - span.from())
                    .sum();
            text.append(lane.name()).append(": ");
            text.append(
                    lane.spans().isEmpty()
                            ? "nothing"
                            : Svg.count(lane.spans().size(), "span") + ", together "
                                    + Quantities.format(Dimension.TIME, total)
                                    + lane.spans().stream()
                                            .map(Span::words)
                                            .filter(words -> !words.isEmpty())
                                            .map(words -> ", " + words)
                                            .collect(Collectors.joining()));
            text.append(". ");
        }
        return text.toString().strip();
    }
}
