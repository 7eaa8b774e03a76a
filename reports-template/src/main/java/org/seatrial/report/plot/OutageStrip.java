package org.seatrial.report.plot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.seatrial.recording.Outage;
import org.seatrial.recording.Standstill;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * Every outage of one flow in all trials of one kind: a row a trial, time counted from the instant at which the fault
 * took effect. The whole trial stands on the left; where the outages are short beside it, the time around the fault
 * stands enlarged on the right.
 */
public final class OutageStrip {

    private static final double WIDTH = 1160;
    private static final double LEFT = 44;
    private static final double RIGHT = WIDTH - 12;
    private static final double TOP = 30;
    private static final double GAP = 56;

    private OutageStrip() {}

    /**
     * One trial. All instants are nanoseconds of one clock.
     *
     * @param repetition shown at the left
     * @param usable whether the trial is valid; others are drawn pale
     * @param effectiveNs when the fault took effect
     * @param healNs when healing was commanded
     * @param standstills when the whole machine stood still
     */
    public record Row(
            int repetition,
            boolean usable,
            long startNs,
            long effectiveNs,
            long healNs,
            long endNs,
            List<Outage> outages,
            List<Standstill> standstills) {

        public Row {
            outages = List.copyOf(outages);
            standstills = List.copyOf(standstills);
        }
    }

    /** A window of time, relative to the fault's effect, and where it is drawn. */
    private record Panel(Scale x) {
        boolean shows(double from, double to) {
            return to >= x.from() && from <= x.to();
        }
    }

    public static String draw(String id, String title, List<Row> rows) {
        double rowHeight = rows.size() > 30 ? 7 : rows.size() > 8 ? 11 : 20;
        double bottom = TOP + rows.size() * rowHeight;
        Svg svg = new Svg(id, WIDTH, bottom + 44, title, description(rows));
        List<Panel> panels = panels(rows);
        for (Panel panel : panels) {
            shade(svg, panel, rows, rowHeight);
            axis(svg, panel, bottom);
            svg.path("healed", heals(panel, rows, rowHeight));
            svg.path("outage", outages(panel, rows, rowHeight, false));
            svg.path("outage open", outages(panel, rows, rowHeight, true));
            svg.path("standstill", standstills(panel, rows, rowHeight));
            if (panel.shows(0, 0)) {
                svg.line("effect", panel.x().at(0), TOP - 4, panel.x().at(0), bottom);
            }
        }
        int every = rowHeight >= 11 ? 1 : 10;
        for (int i = 0; i < rows.size(); i++) {
            if (i == 0 || (i + 1) % every == 0) {
                svg.text(
                        "tick",
                        LEFT - 8,
                        TOP + (i + 0.5) * rowHeight + 4,
                        "end",
                        "" + rows.get(i).repetition());
            }
        }
        legend(svg);
        svg.text("axis-name", LEFT, bottom + 38, "start", "time since the fault took effect; one row a trial");
        return svg.end();
    }

    private static List<Panel> panels(List<Row> rows) {
        double from = rows.stream()
                .mapToDouble(row -> row.startNs() - row.effectiveNs())
                .min()
                .orElse(-1);
        double to = rows.stream()
                .mapToDouble(row -> row.endNs() - row.effectiveNs())
                .max()
                .orElse(1);
        double lastEnd = rows.stream()
                .flatMap(row -> row.outages().stream()
                        .filter(outage -> outage.startNs() < row.healNs())
                        .map(outage -> outage.endNs() - row.effectiveNs()))
                .mapToDouble(Long::doubleValue)
                .max()
                .orElse(0);
        boolean enlarge = lastEnd > 0 && lastEnd * 4 < to - from;
        double split = enlarge ? (LEFT + RIGHT) / 2 - GAP / 2 : RIGHT;
        List<Panel> panels = new ArrayList<>();
        panels.add(new Panel(Scale.linear(from, to, LEFT, split)));
        if (enlarge) {
            panels.add(new Panel(Scale.linear(-0.15 * lastEnd, 1.2 * lastEnd, split + GAP, RIGHT)));
        }
        return panels;
    }

    private static void shade(Svg svg, Panel panel, List<Row> rows, double rowHeight) {
        StringBuilder usable = new StringBuilder();
        StringBuilder pale = new StringBuilder();
        StringBuilder fault = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = TOP + i * rowHeight;
            double from = (double) row.startNs() - row.effectiveNs();
            double to = (double) row.endNs() - row.effectiveNs();
            box(row.usable() ? usable : pale, panel, from, to, y, rowHeight);
            if (row.usable()) {
                box(fault, panel, 0, (double) row.healNs() - row.effectiveNs(), y, rowHeight);
            }
        }
        svg.path("window", usable.toString());
        svg.path("unusable", pale.toString());
        svg.path("fault-span", fault.toString());
    }

    private static void box(StringBuilder path, Panel panel, double from, double to, double y, double height) {
        if (panel.shows(from, to) && to > from) {
            double x = panel.x().at(from);
            path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(y + 0.5));
            path.append('h')
                    .append(Svg.number(panel.x().at(to) - x))
                    .append('v')
                    .append(Svg.number(height - 1));
            path.append('H').append(Svg.number(x)).append('z');
        }
    }

    private static String heals(Panel panel, List<Row> rows, double rowHeight) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            double heal = rows.get(i).healNs() - rows.get(i).effectiveNs();
            if (panel.shows(heal, heal)) {
                path.append('M').append(Svg.number(panel.x().at(heal))).append(' ');
                path.append(Svg.number(TOP + i * rowHeight)).append('v').append(Svg.number(rowHeight));
            }
        }
        return path.toString();
    }

    /** At least 2 units wide, so that a short outage is seen; equal marks of many streams are drawn once. */
    private static String outages(Panel panel, List<Row> rows, double rowHeight, boolean open) {
        Set<String> marks = new LinkedHashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            for (Outage outage : row.outages()) {
                double from = outage.startNs() - row.effectiveNs();
                double to = outage.endNs() - row.effectiveNs();
                if ((outage.neverEnds() || outage.beginsBefore()) == open && panel.shows(from, to)) {
                    double x = panel.x().at(from);
                    double width = Math.max(2, panel.x().at(to) - x);
                    marks.add(String.format(
                            Locale.ROOT,
                            "M%s %sh%sv%sh-%sz",
                            Svg.number(x),
                            Svg.number(TOP + i * rowHeight + rowHeight * 0.18),
                            Svg.number(width),
                            Svg.number(rowHeight * 0.64),
                            Svg.number(width)));
                }
            }
        }
        return String.join("", marks);
    }

    /** A thin mark above the outages, so that neither hides the other. */
    private static String standstills(Panel panel, List<Row> rows, double rowHeight) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            for (Standstill standstill : row.standstills()) {
                double from = standstill.fromNs() - row.effectiveNs();
                double to = standstill.untilNs() - row.effectiveNs();
                if (panel.shows(from, to)) {
                    double x = panel.x().at(from);
                    String width = Svg.number(Math.max(2, panel.x().at(to) - x));
                    path.append('M').append(Svg.number(x)).append(' ').append(Svg.number(TOP + i * rowHeight));
                    path.append('h').append(width).append('v').append(Svg.number(rowHeight * 0.18));
                    path.append("h-").append(width).append('z');
                }
            }
        }
        return path.toString();
    }

    private static void axis(Svg svg, Panel panel, double bottom) {
        for (double tick : panel.x().ticks(6)) {
            svg.line("grid", panel.x().at(tick), bottom, panel.x().at(tick), bottom + 5);
            svg.text("tick", panel.x().at(tick), bottom + 18, "middle", Quantities.format(Dimension.TIME, tick));
        }
        svg.line("axis", panel.x().start(), bottom, panel.x().end(), bottom);
    }

    private static void legend(Svg svg) {
        double x = LEFT;
        String[][] entries = {
            {"fault-span", "fault lasts"},
            {"outage", "outage"},
            {"outage open", "outage without begin or end"},
            {"standstill", "machine stood still"},
            {"unusable", "trial not valid"}
        };
        for (String[] entry : entries) {
            svg.rect(entry[0], x, 6, 16, 11);
            svg.text("note", x + 22, 16, "start", entry[1]);
            x += 44 + 6.8 * entry[1].length();
        }
        svg.line("effect", x + 4, 4, x + 4, 19).text("note", x + 12, 16, "start", "fault takes effect");
        svg.line("healed", x + 144, 4, x + 144, 19).text("note", x + 152, 16, "start", "healed");
    }

    private static String description(List<Row> rows) {
        long hit = rows.stream().filter(row -> !row.outages().isEmpty()).count();
        double longest = rows.stream()
                .flatMap(row -> row.outages().stream())
                .mapToDouble(outage -> outage.upperNs() == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : outage.upperNs())
                .max()
                .orElse(0);
        String worst = longest == Double.POSITIVE_INFINITY
                ? "one did not end"
                : "the longest at most " + Quantities.format(Dimension.TIME, longest);
        long still = rows.stream().mapToLong(row -> row.standstills().size()).sum();
        return Svg.count(rows.size(), "trial") + "; " + hit + " of them with outages" + (hit == 0 ? "" : ", " + worst)
                + (still == 0 ? "." : "; the machine stood still " + Svg.count(still, "time") + ".");
    }
}
