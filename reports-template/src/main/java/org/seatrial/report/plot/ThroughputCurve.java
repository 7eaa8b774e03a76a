package org.seatrial.report.plot;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.seatrial.recording.LoadStep;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * What came through against what was offered, a mark a step of the search (RFC 2544 section 26.1): on the diagonal
 * everything arrived, below it something was lost or held back.
 */
public final class ThroughputCurve {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 320;
    private static final double LEFT = 84;
    private static final double RIGHT = WIDTH - 20;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 46;

    private ThroughputCurve() {}

    /** @param limit bits a second that must come through; empty if none is required outright */
    public static String draw(String id, String title, List<LoadStep> steps, OptionalDouble limit) {
        List<LoadPoint> points = LoadPoint.of(steps);
        double highest = Math.max(LoadPoint.highestOffered(points), limit.orElse(0)) * 1.05;
        Scale x = Scale.linear(0, highest, LEFT, RIGHT);
        Scale y = Scale.linear(0, highest, BOTTOM, TOP);
        Svg svg = new Svg(id, WIDTH, HEIGHT, title, description(points, limit));
        for (double tick : x.ticks(5)) {
            svg.line("grid", x.at(tick), TOP, x.at(tick), BOTTOM);
            svg.text("tick", x.at(tick), BOTTOM + 18, "middle", rate(tick));
        }
        for (double tick : y.ticks(5)) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick", LEFT - 8, y.at(tick) + 4, "end", rate(tick));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.line("ideal", x.at(0), y.at(0), x.at(highest), y.at(highest));
        limit.ifPresent(at -> {
            svg.line("limit", LEFT, y.at(at), RIGHT, y.at(at));
            svg.text("note limit-text", LEFT + 6, y.at(at) - 5, "start", "limit " + rate(at));
        });
        points.forEach(point -> LoadPoint.mark(svg, point.style(), x.at(point.offered()), y.at(point.forwarded())));
        LoadPoint.legend(svg, LEFT, 14);
        svg.text("axis-name", (LEFT + RIGHT) / 2, HEIGHT - 8, "middle", "offered load; upwards: what came through");
        return svg.end();
    }

    private static String description(List<LoadPoint> points, OptionalDouble limit) {
        if (points.isEmpty()) {
            return "No load was offered.";
        }
        String carried = points.stream()
                .filter(point -> point.style().equals("loss-free"))
                .max(Comparator.comparingDouble(LoadPoint::forwarded))
                .map(point -> "the highest load of which nothing was lost is " + rate(point.forwarded()))
                .orElse("of every load something was lost");
        String lost = points.stream()
                .filter(point -> point.style().equals("lossy"))
                .min(Comparator.comparingDouble(LoadPoint::offered))
                .map(point -> "the lowest of which the design lost something is " + rate(point.offered()))
                .orElse("the design lost nothing at any load");
        return Svg.count(points.size(), "load") + " offered; " + carried + "; " + lost
                + (limit.isPresent() ? "; the limit is " + rate(limit.getAsDouble()) : "") + ".";
    }

    private static String rate(double bitsPerSecond) {
        return Quantities.format(Dimension.BIT_RATE, bitsPerSecond);
    }
}
