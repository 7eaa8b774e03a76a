package org.seatrial.report.plot;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
     * What the values are held against.
     *
     * @param at in the base unit
     * @param upper whether values must stay below it
     */
    public record Limit(double at, boolean upper) {
        private boolean passedBy(Measured value) {
            return upper ? value.upper() > at : value.lower() < at;
        }
    }

    /**
     * @param limit empty where the limit is relative
     * @param deciding the value the verdict rests on
     */
    public static String draw(
            String id,
            String title,
            Dimension dimension,
            List<Measured> values,
            Optional<Limit> limit,
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
                limit.map(Limit::at).orElse(0.0));
        double smallest = sorted.stream()
                .mapToDouble(Measured::lower)
                .filter(value -> value > 0)
                .min()
                .orElse(largest);
        boolean anyZero = sorted.stream().anyMatch(value -> value.lower() <= 0);
        Scale x = anyZero || dimension != Dimension.TIME
                ? Scale.linear(0, largest > 0 ? largest * 1.08 : 1, LEFT, RIGHT)
                : Scale.fitting(smallest, largest, LEFT, RIGHT);
        // The end of the interval that the limit is held against.
        double bound = !deciding.known()
                ? Double.NaN
                : limit.map(Limit::upper).orElse(true) ? deciding.upper() : deciding.lower();
        Svg svg = new Svg(id, WIDTH, bottom + 40, title, description(sorted, dimension, limit, bound));
        for (double tick : x.ticks(5)) {
            svg.line("grid", x.at(tick), TOP, x.at(tick), bottom);
            svg.text("tick", x.at(tick), bottom + 16, "middle", Quantities.format(dimension, tick));
        }
        svg.line("axis", LEFT, bottom, RIGHT, bottom);
        limit.map(Limit::at)
                .ifPresent(at -> mark(svg, "limit", x.at(at), 14, bottom, "limit " + Quantities.format(dimension, at)));
        if (Double.isFinite(bound)) {
            mark(svg, "bound", x.at(bound), 30, bottom, "bound " + Quantities.format(dimension, bound));
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

    private static void dot(Svg svg, Scale x, double y, Measured value, Optional<Limit> limit) {
        boolean endless = !Double.isFinite(value.upper());
        boolean over = limit.map(one -> one.passedBy(value)).orElse(endless);
        String style = over ? "over" : "within";
        svg.line("bar " + style, x.at(value.lower()), y, endless ? RIGHT + 6 : x.at(value.upper()), y);
        if (Double.isFinite(value.value())) {
            svg.circle("dot " + style, x.at(value.value()), y, 2.2);
        }
        if (endless) {
            svg.text("note limit-text", RIGHT + 10, y + 4, "start", "∞");
        }
    }

    private static String description(List<Measured> sorted, Dimension dimension, Optional<Limit> limit, double bound) {
        if (sorted.isEmpty()) {
            return "No trial gave a value.";
        }
        String limited = limit.map(one -> "; the limit is " + Quantities.format(dimension, one.at()) + ", and "
                        + sorted.stream().filter(one::passedBy).count() + " reach beyond it")
                .orElse("");
        return sorted.size() + " trials, from "
                + Quantities.format(dimension, sorted.getFirst().value()) + " to at most "
                + Quantities.format(dimension, sorted.getLast().upper()) + limited
                + (Double.isNaN(bound) ? "" : "; the bound that decides is " + Quantities.format(dimension, bound))
                + ".";
    }
}
