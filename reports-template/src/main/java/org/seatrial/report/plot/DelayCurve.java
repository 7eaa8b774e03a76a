package org.seatrial.report.plot;

import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * Delay by percentile on an axis of nines, where each step to the right asks about ten times rarer packets: the shape
 * that tells a design with a thin tail from one with a fat one.
 */
public final class DelayCurve {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 300;
    private static final double LEFT = 68;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 42;
    private static final double STEPS_PER_NINE = 24;

    private DelayCurve() {}

    /**
     * One curve.
     *
     * @param style class of its stroke: {@code baseline}, {@code fault} or {@code recovery}
     * @param delays nanoseconds
     */
    public record Series(String name, String style, AbstractHistogram delays) {}

    /**
     * A limit on one percentile.
     *
     * @param percentile 0 to 100, below 100
     * @param limitNs nanoseconds
     */
    public record LimitMark(double percentile, double limitNs, String label) {}

    /** @param series those without samples are left out */
    public static String draw(String id, String title, List<Series> series, List<LimitMark> limits) {
        List<Series> drawn = series.stream()
                .filter(each -> each.delays().getTotalCount() > 0)
                .toList();
        double nines = Math.max(
                1,
                drawn.stream()
                        .mapToDouble(each -> Math.log10((double) each.delays().getTotalCount()))
                        .max()
                        .orElse(1));
        double smallest = drawn.stream()
                .mapToDouble(each -> (double) each.delays().getMinNonZeroValue())
                .min()
                .orElse(1);
        double largest = Math.max(
                drawn.stream()
                        .mapToDouble(each -> (double) each.delays().getMaxValue())
                        .max()
                        .orElse(1),
                limits.stream().mapToDouble(LimitMark::limitNs).max().orElse(0));
        Scale x = Scale.linear(0, nines, LEFT, RIGHT);
        Scale y = Scale.fitting(smallest, largest, BOTTOM, TOP);
        Svg svg = new Svg(id, WIDTH, HEIGHT, title, description(drawn));
        axes(svg, x, y, nines);
        drawn.forEach(each -> svg.path("curve " + each.style(), curve(each.delays(), x, y)));
        for (LimitMark mark : limits) {
            double at = x.at(-Math.log10(1 - mark.percentile() / 100));
            svg.line("limit", at - 16, y.at(mark.limitNs()), at + 16, y.at(mark.limitNs()));
            boolean right = at > WIDTH * 0.7;
            svg.text(
                    "note limit-text",
                    right ? at - 20 : at + 20,
                    y.at(mark.limitNs()) + 4,
                    right ? "end" : "start",
                    mark.label());
        }
        legend(svg, drawn);
        return svg.end();
    }

    private static void axes(Svg svg, Scale x, Scale y, double nines) {
        for (double tick : y.ticks(5)) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick", LEFT - 8, y.at(tick) + 4, "end", Quantities.format(Dimension.TIME, tick));
        }
        svg.line("grid", x.at(Math.log10(2)), TOP, x.at(Math.log10(2)), BOTTOM);
        svg.text("tick", x.at(Math.log10(2)), BOTTOM + 18, "middle", "50 %");
        for (int nine = 1; nine <= nines + 1e-9; nine++) {
            svg.line("grid", x.at(nine), TOP, x.at(nine), BOTTOM);
            svg.text("tick", x.at(nine), BOTTOM + 18, "middle", percent(nine));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.text(
                "axis-name", (LEFT + RIGHT) / 2, HEIGHT - 6, "middle", "share of packets that were at least this fast");
    }

    private static String percent(int nines) {
        return nines == 1 ? "90 %" : nines == 2 ? "99 %" : "99." + "9".repeat(nines - 2) + " %";
    }

    /** Ends at the slowest packet: beyond it there is no sample to carry a percentile. */
    private static String curve(AbstractHistogram delays, Scale x, Scale y) {
        double last = Math.log10((double) delays.getTotalCount());
        StringBuilder path = new StringBuilder();
        long before = -1;
        for (int step = 0; step <= Math.ceil(last * STEPS_PER_NINE); step++) {
            double nines = Math.min(last, step / STEPS_PER_NINE);
            long value = delays.getValueAtPercentile(100 * (1 - Math.pow(10, -nines)));
            boolean end = nines >= last;
            if (value != before || end) {
                path.append(path.isEmpty() ? "M" : "L")
                        .append(Svg.number(x.at(nines)))
                        .append(' ')
                        .append(Svg.number(y.at((double) value)));
                before = value;
            }
        }
        return path.toString();
    }

    private static void legend(Svg svg, List<Series> drawn) {
        double at = LEFT;
        for (Series each : drawn) {
            svg.line("curve " + each.style(), at, 14, at + 24, 14);
            svg.text("note", at + 30, 18, "start", each.name());
            at += 46 + 7.2 * each.name().length();
        }
        if (drawn.isEmpty()) {
            svg.text("note", WIDTH / 2, HEIGHT / 2, "middle", "no delay was recorded");
        }
    }

    private static String description(List<Series> drawn) {
        StringBuilder text = new StringBuilder();
        for (Series each : drawn) {
            text.append(each.name())
                    .append(": ")
                    .append(each.delays().getTotalCount())
                    .append(" packets, median ");
            text.append(Quantities.format(Dimension.TIME, (double) each.delays().getValueAtPercentile(50)))
                    .append(", 99th percentile ");
            text.append(Quantities.format(Dimension.TIME, (double) each.delays().getValueAtPercentile(99)))
                    .append(", largest ");
            text.append(Quantities.format(Dimension.TIME, (double) each.delays().getMaxValue()))
                    .append(". ");
        }
        return text.isEmpty() ? "No delay was recorded." : text.toString().strip();
    }
}
