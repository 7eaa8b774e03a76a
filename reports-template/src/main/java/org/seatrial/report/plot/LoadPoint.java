package org.seatrial.report.plot;

import java.util.List;
import org.seatrial.recording.LoadStep;

/**
 * One step of a search for throughput, as it is drawn.
 *
 * @param style class of its mark, which differs by shape as well as by colour
 * @param offered bits a second that were really offered
 * @param forwarded bits a second that came through
 * @param lost share of the offered packets that did not arrive, 0 to 1
 */
record LoadPoint(String style, double offered, double forwarded, double lost) {

    /** Bursts are left out: they ask what a buffer holds, and not what is carried. */
    static List<LoadPoint> of(List<LoadStep> steps) {
        return steps.stream()
                .filter(step -> step.kind() != LoadStep.Kind.BURST && step.offered() > 1)
                .map(step -> new LoadPoint(
                        switch (step.result()) {
                            case LOSS_FREE -> "loss-free";
                            case LOSSY -> "lossy";
                            case DOUBTFUL -> "doubtful";
                        },
                        step.offeredBitsPerSecond(),
                        step.forwardedBitsPerSecond(),
                        (double) (step.offered() - step.received()) / step.offered()))
                .toList();
    }

    static double highestOffered(List<LoadPoint> points) {
        return points.stream().mapToDouble(LoadPoint::offered).max().orElse(0);
    }

    /** A disc, a cross or an open square: told apart without colour. */
    static void mark(Svg svg, String style, double x, double y) {
        switch (style) {
            case "lossy" -> {
                svg.line("load lossy", x - 4, y - 4, x + 4, y + 4);
                svg.line("load lossy", x - 4, y + 4, x + 4, y - 4);
            }
            case "doubtful" -> svg.rect("load doubtful", x - 3.5, y - 3.5, 7, 7);
            default -> svg.circle("load loss-free", x, y, 3.6);
        }
    }

    /** What the marks mean, in one row. */
    static void legend(Svg svg, double x, double y) {
        double at = x;
        String[][] entries = {
            {"loss-free", "nothing lost"},
            {"lossy", "lost by the design"},
            {"doubtful", "lost, by whom is not known"}
        };
        for (String[] entry : entries) {
            mark(svg, entry[0], at + 5, y);
            svg.text("note", at + 15, y + 4, "start", entry[1]);
            at += 34 + 6.6 * entry[1].length();
        }
    }
}
