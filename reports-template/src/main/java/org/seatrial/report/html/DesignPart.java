package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.plan.PlannedFault;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.AcceptanceReport.CoverageRow;
import org.seatrial.report.plot.TopologyMap;

/** The topology and the coverage matrix. */
final class DesignPart {

    static final String TESTED = "tested";
    static final String NOT_TESTED = "not-tested";

    private DesignPart() {}

    static Page.DesignView of(AcceptanceReport report) {
        Set<String> kinds = new LinkedHashSet<>();
        report.coverage().forEach(row -> kinds.add(row.faultKind()));
        List<String> columns = List.copyOf(kinds);
        Map<String, List<String>> struck = struck(report);
        Set<String> drawn = new LinkedHashSet<>();
        columns.stream()
                .filter(kind -> struck.values().stream().anyMatch(list -> list.contains(kind)))
                .forEach(drawn::add);
        struck.values().forEach(drawn::addAll);
        String svg = TopologyMap.draw(
                "topology", "Topology of " + report.design().name(), report.design(), struck, List.copyOf(drawn));
        return new Page.DesignView(svg, columns, lines(report.coverage(), columns), summary(report.coverage()));
    }

    /** What valid trials really struck, which may be less than what the plan covers. */
    private static Map<String, List<String>> struck(AcceptanceReport report) {
        Map<String, Set<String>> struck = new LinkedHashMap<>();
        for (TrialRecord trial : report.trials()) {
            if (trial.status() == TrialStatus.VALID) {
                for (PlannedFault planned : trial.plan().faults()) {
                    struck.computeIfAbsent(planned.fault().target(), key -> new LinkedHashSet<>())
                            .add(planned.fault().kindName());
                }
            }
        }
        Map<String, List<String>> lists = new LinkedHashMap<>();
        struck.forEach((target, faults) -> lists.put(target, List.copyOf(faults)));
        return lists;
    }

    private static List<Page.CoverageLine> lines(List<CoverageRow> rows, List<String> columns) {
        Map<String, List<CoverageRow>> byElement = new LinkedHashMap<>();
        rows.forEach(row -> byElement
                .computeIfAbsent(row.elementKind() + " " + row.element(), key -> new ArrayList<>())
                .add(row));
        return byElement.values().stream()
                .map(element -> new Page.CoverageLine(
                        element.getFirst().element(),
                        element.getFirst().elementKind(),
                        columns.stream().map(kind -> cell(element, kind)).toList()))
                .toList();
    }

    private static Page.CoverageCell cell(List<CoverageRow> element, String kind) {
        return element.stream()
                .filter(row -> row.faultKind().equals(kind))
                .findFirst()
                .map(row -> switch (row.status()) {
                    case TESTED -> new Page.CoverageCell(TESTED, "tested", row.by());
                    case NOT_TESTED -> new Page.CoverageCell(NOT_TESTED, "not tested", row.by());
                    default -> new Page.CoverageCell("not-applicable", "–", row.by());
                })
                .orElse(new Page.CoverageCell("not-applicable", "–", ""));
    }

    static long notTested(List<CoverageRow> rows) {
        return rows.stream().filter(row -> row.status().equals(NOT_TESTED)).count();
    }

    private static String summary(List<CoverageRow> rows) {
        long tested = rows.stream().filter(row -> row.status().equals(TESTED)).count();
        return Words.count(tested, "combination") + " of element and fault in the plan, " + notTested(rows)
                + " not tested. The drawing shows what valid trials struck.";
    }
}
