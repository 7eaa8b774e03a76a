package org.seatrial.report.html;

import org.seatrial.units.Quantities;
import org.seatrial.verdict.Expectation.Comparison;
import org.seatrial.verdict.Measured;

/** How far the far end of what was measured stays from the limit: what a change of the design may still cost. */
final class Margin {

    private Margin() {}

    /** @param limit in the base unit */
    static String text(Comparison comparison, double limit, Measured measured) {
        if (!measured.known()) {
            return "not known: nothing was measured";
        }
        double end = comparison.upperLimit() ? measured.upper() : measured.lower();
        double margin = comparison.upperLimit() ? limit - end : end - limit;
        if (Double.isNaN(margin)) {
            return "not known";
        }
        if (Double.isInfinite(margin)) {
            return margin > 0 ? "without end" : "none: what was measured has no end";
        }
        String size = Quantities.format(measured.dimension(), Math.abs(margin));
        if (margin == 0) {
            return switch (comparison) {
                case AT_MOST, AT_LEAST -> "none to spare: exactly at the limit, which keeps it";
                case BELOW, ABOVE -> "none: exactly at the limit, which does not keep it";
            };
        }
        return margin > 0
                ? size + share(limit, margin) + " to spare at the far end of the interval"
                : "none: the far end of the interval is " + size + " beyond the limit";
    }

    private static String share(double limit, double margin) {
        return limit == 0 ? "" : " (" + Math.round(100 * margin / Math.abs(limit)) + " % of the limit)";
    }
}
