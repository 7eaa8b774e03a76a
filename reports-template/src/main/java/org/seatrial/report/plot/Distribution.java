package org.seatrial.report.plot;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Measured;

/**
 * One value a trial, sorted: a dot with its uncertainty, against the limit and the value that decides. The limit must
 * stand to the right of the bars, not only of the dots.
 */
public final class Distribution {

    private static final double WIDTH = 560;
    private static final double LEFT = 50;
    private static final double RIGHT = WIDTH - 46;
    private static final double TOP = 40;

    private Distribution() {}

    /**
     * @param limit in the base unit; empty where the limit is relative
     * @param deciding the value the verdict rests on
     */
    public static String draw(
            String id,
            String title,
            Dimension dimension,
            List<Measured> values,
            OptionalDouble limit,
            Measured deciding) {
        List<Measured> sorted = values.stream()
                .filter(Measured::known)
                .sorted(Comparator.comparingDouble(Measured::upper).thenComparingDouble(Measured::value))
                .toList();
        double rowHeight = sorted.size() > 30 ? 4 : sorted.size() > 8 ? 8 : 16;
        double bottom = TOP + Math.max(2, sorted.size()) * rowHeight + 4;
        double largest = Math.max(
                Math.max(
                        sorted.stream()
                                .mapToDouble(Measured::upper)
                                .filter(Double::isFinite)
                                .max()
                                .orElse(0),
                        sorted.stream()
                                .mapToDouble(Measured::value)
                                .filter(Double::isFinite)
                                .max()
                                .orElse(0)),
                limit.orElse(0));
        double smallest = sorted.stream()
                .mapToDouble(Measured::lower)
                .filter(value -> value > 0)
                .min()
                .orElse(largest);
        boolean anyZero = sorted.stream().anyMatch(value -> value.lower() <= 0);
        Scale x = anyZero || dimension != Dimension.TIME
                ? Scale.linear(0, largest > 0 ? largest * 1.08 : 1, LEFT, RIGHT)
                : Scale.fitting(smallest, largest, LEFT, RIGHT);
        Svg svg = new Svg(id, WIDTH, bottom + 40, title, description(sorted, dimension, limit));
        for (double tick : x.ticks(5)) {
            svg.line("grid", x.at(tick), TOP, x.at(tick), bottom);
            svg.text("tick", x.at(tick), bottom + 16, "middle", Quantities.format(dimension, tick));
        }
        svg.line("axis", LEFT, bottom, RIGHT, bottom);
        limit.ifPresent(at -> mark(svg, "limit", x.at(at), 14, bottom, "limit " + Quantities.format(dimension, at)));
        if (deciding.known() && Double.isFinite(deciding.upper())) {
            mark(
                    svg,
                    "bound",
                    x.at(deciding.upper()),
                    30,
                    bottom,
                    "bound " + Quantities.format(dimension, deciding.upper()));
        }
        for (int i = 0; i < sorted.size(); i++) {
            dot(svg, x, TOP + (i + 0.5) * rowHeight + 2, sorted.get(i), limit);
        }
        svg.text("axis-name", LEFT, bottom + 34, "start", sorted.size() + " trials, sorted; each with its uncertainty");
        return svg.end();
    }

    private static void mark(Svg svg, String style, double x, double labelY, double bottom, String label) {
        svg.line(style, x, labelY - 8, x, bottom);
        boolean left = x > WIDTH * 0.6;
        svg.text("note " + style + "-text", left ? x - 5 : x + 5, labelY, left ? "end" : "start", label);
    }

    private static void dot(Svg svg, Scale x, double y, Measured value, OptionalDouble limit) {
        boolean endless = !Double.isFinite(value.upper());
        boolean over = endless || (limit.isPresent() && value.upper() > limit.getAsDouble());
        String style = over ? "over" : "within";
        svg.line("bar " + style, x.at(value.lower()), y, endless ? RIGHT + 6 : x.at(value.upper()), y);
        if (Double.isFinite(value.value())) {
            svg.circle("dot " + style, x.at(value.value()), y, 2.2);
        }
        if (endless) {
            svg.text("note limit-text", RIGHT + 10, y + 4, "start", "∞");
        }
    }

    private static String description(List<Measured> sorted, Dimension dimension, OptionalDouble limit) {
        if (sorted.isEmpty()) {
            return "No trial gave a value.";
        }
        String limited = limit.isPresent() ? "; the limit is " + Quantities.format(dimension, limit.getAsDouble()) : "";
        return sorted.size() + " trials, from "
                + Quantities.format(dimension, sorted.getFirst().value()) + " to at most "
                + Quantities.format(dimension, sorted.getLast().upper()) + limited + ".";
    }
}
