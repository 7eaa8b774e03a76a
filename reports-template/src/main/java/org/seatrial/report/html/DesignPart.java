package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.SingleFailures;
import org.seatrial.report.SingleFailures.Failure;
import org.seatrial.report.SingleFailures.State;
import org.seatrial.report.plot.TopologyMap;
import org.seatrial.report.plot.TopologyMap.Mark;

/** The topology and the coverage matrix. */
final class DesignPart {

    private static final List<String> MATRIX_KINDS = List.of("link", "node", "feed", "site");

    private DesignPart() {}

    static Page.DesignView of(AcceptanceReport report, SingleFailures failures) {
        String svg = TopologyMap.draw(
                "topology",
                "Topology of " + report.design().name(),
                report.design(),
                new TopologyMap.Marks(
                        marks(failures, "link"),
                        marks(failures, "node"),
                        marks(failures, "feed"),
                        marks(failures, "site")));
        return new Page.DesignView(
                svg,
                CoverageWords.sentence(report, failures),
                CoverageWords.COUNTS,
                matrices(failures),
                pairs(failures),
                CoverageWords.pairs(failures));
    }

    private static Map<String, Mark> marks(SingleFailures failures, String elementKind) {
        Map<String, List<Failure>> byElement = byElement(failures, elementKind);
        Map<String, Mark> marks = new LinkedHashMap<>();
        byElement.forEach((element, rows) -> marks.put(element, mark(rows)));
        return marks;
    }

    private static Mark mark(List<Failure> rows) {
        long applicable =
                rows.stream().filter(row -> row.state() != State.NOT_APPLICABLE).count();
        long proven = rows.stream().filter(row -> row.state() == State.PROVEN).count();
        boolean missed = rows.stream().anyMatch(row -> row.state() == State.NOT_SHOWN);
        if (applicable == 0) {
            return new Mark(TopologyMap.State.EQUIPMENT, "");
        }
        TopologyMap.State state = missed
                ? TopologyMap.State.NOT_SHOWN
                : proven > 0 ? TopologyMap.State.PROVEN : TopologyMap.State.UNTESTED;
        return new Mark(state, proven + "/" + applicable);
    }

    private static Map<String, List<Failure>> byElement(SingleFailures failures, String elementKind) {
        Map<String, List<Failure>> byElement = new LinkedHashMap<>();
        failures.failures().stream()
                .filter(row -> row.elementKind().equals(elementKind))
                .forEach(row -> byElement
                        .computeIfAbsent(row.element(), key -> new ArrayList<>())
                        .add(row));
        return byElement;
    }

    /** A table for each kind of element, because each is struck by kinds of fault of its own. */
    private static List<Page.Matrix> matrices(SingleFailures failures) {
        List<Page.Matrix> matrices = new ArrayList<>();
        for (String elementKind : MATRIX_KINDS) {
            Map<String, List<Failure>> byElement = byElement(failures, elementKind);
            if (!byElement.isEmpty()) {
                Set<String> kinds = new LinkedHashSet<>();
                byElement.values().forEach(rows -> rows.forEach(row -> kinds.add(row.faultKind())));
                List<Page.CoverageLine> lines = new ArrayList<>();
                byElement.forEach((element, rows) -> lines.add(new Page.CoverageLine(
                        element, kinds.stream().map(kind -> cell(rows, kind)).toList())));
                matrices.add(new Page.Matrix(
                        "Each " + elementKind + " of the design against each kind of fault",
                        Character.toUpperCase(elementKind.charAt(0)) + elementKind.substring(1),
                        List.copyOf(kinds),
                        lines));
            }
        }
        return matrices;
    }

    private static Page.CoverageCell cell(List<Failure> rows, String kind) {
        return rows.stream()
                .filter(row -> row.faultKind().equals(kind))
                .findFirst()
                .map(CoverageWords::cell)
                .orElse(new Page.CoverageCell("not-applicable", "not applicable", "no such fault of it"));
    }

    private static Page.Facts pairs(SingleFailures failures) {
        return new Page.Facts(
                "Each declared pair of failures",
                List.of("Elements", "Faults", "Outcome", "By, or why not"),
                failures.failures().stream()
                        .filter(row -> !row.single())
                        .map(row -> List.of(
                                row.element(),
                                row.faultKind(),
                                CoverageWords.cell(row).word(),
                                CoverageWords.cell(row).by()))
                        .toList());
    }
}
