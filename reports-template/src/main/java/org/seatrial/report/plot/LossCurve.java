package org.seatrial.report.plot;

import java.util.Comparator;
import java.util.List;
import org.seatrial.recording.LoadStep;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** The share of packets that did not arrive against the load offered, a mark a step (RFC 2544 section 26.3). */
public final class LossCurve {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 320;
    private static final double LEFT = 68;
    private static final double RIGHT = WIDTH - 20;
    private static final double TOP = 34;
    private static final double BOTTOM = HEIGHT - 46;

    private LossCurve() {}

    public static String draw(String id, String title, List<LoadStep> steps) {
        List<LoadPoint> points = LoadPoint.of(steps);
        double worst = points.stream().mapToDouble(LoadPoint::lost).max().orElse(0);
        Scale x = Scale.linear(0, LoadPoint.highestOffered(points) * 1.05, LEFT, RIGHT);
        // Where nothing was lost the axis still says what would have been seen.
        Scale y = Scale.linear(0, worst > 0 ? Math.min(1, worst * 1.1) : 0.01, BOTTOM, TOP);
        Svg svg = new Svg(id, WIDTH, HEIGHT, title, description(points));
        for (double tick : x.ticks(5)) {
            svg.line("grid", x.at(tick), TOP, x.at(tick), BOTTOM);
            svg.text("tick", x.at(tick), BOTTOM + 18, "middle", Quantities.format(Dimension.BIT_RATE, tick));
        }
        for (double tick : y.ticks(5)) {
            svg.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            svg.text("tick", LEFT - 8, y.at(tick) + 4, "end", share(tick));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        points.forEach(point -> LoadPoint.mark(svg, point.style(), x.at(point.offered()), y.at(point.lost())));
        LoadPoint.legend(svg, LEFT, 14);
        svg.text(
                "axis-name",
                (LEFT + RIGHT) / 2,
                HEIGHT - 8,
                "middle",
                "offered load; upwards: share of packets that did not arrive");
        return svg.end();
    }

    private static String description(List<LoadPoint> points) {
        return points.stream()
                .max(Comparator.comparingDouble(LoadPoint::lost))
                .map(point -> point.lost() == 0
                        ? Svg.count(points.size(), "load") + " offered, and nothing was lost of any."
                        : Svg.count(points.size(), "load") + " offered; at worst " + share(point.lost())
                                + " was lost, of " + Quantities.format(Dimension.BIT_RATE, point.offered()) + ".")
                .orElse("No load was offered.");
    }

    private static String share(double lost) {
        return Quantities.format(Dimension.RATIO, lost);
    }
}
