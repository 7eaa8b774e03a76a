package org.seatrial.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.report.plot.TopologyLayout.Box;

/** Finds room for labels: none covers a node or another label. */
final class LabelPlacer {

    private static final double CHARACTER = 6.9;
    private static final double LINE = 15;
    /** Off the middle first: there, lines cross, and a label would belong to either. */
    private static final double[] ALONG = {0.36, 0.64, 0.5, 0.28, 0.72, 0.42, 0.58};

    private static final double[] ASIDE = {0, -9, 10, -24, 25};

    private final List<Box> taken = new ArrayList<>();

    LabelPlacer(Iterable<Box> obstacles) {
        obstacles.forEach(taken::add);
    }

    /** A free box for a text along a line; empty if there is no room. */
    Optional<Box> place(String text, double x1, double y1, double x2, double y2) {
        double width = text.length() * CHARACTER + 4;
        for (double aside : ASIDE) {
            for (double along : ALONG) {
                double x = x1 + along * (x2 - x1);
                double y = y1 + along * (y2 - y1) + aside;
                Box box = new Box(x - width / 2, y - LINE / 2, width, LINE);
                if (taken.stream().noneMatch(other -> other.meets(box, 1))) {
                    taken.add(box);
                    return Optional.of(box);
                }
            }
        }
        return Optional.empty();
    }
}
