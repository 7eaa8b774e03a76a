package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.plot.Distribution;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;

/** One part of the page for each requirement. */
final class RequirementPart {

    private RequirementPart() {}

    static List<Page.RequirementView> of(AcceptanceReport report, List<RequirementLimit> limits) {
        return report.findings().stream()
                .map(finding -> of(report, finding, limits))
                .toList();
    }

    private static Page.RequirementView of(AcceptanceReport report, Finding finding, List<RequirementLimit> limits) {
        String anchor = Words.anchor("requirement", finding.requirement());
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact("Measured", Words.measured(finding.measured())));
        if (finding.measured().known() && !finding.measured().doubt().isEmpty()) {
            facts.add(new Page.Fact("Doubt", finding.measured().doubt()));
        }
        String trials = finding.trials().size() + " valid"
                + (finding.excluded().isEmpty() ? "" : ", " + finding.excluded().size() + " excluded");
        facts.add(new Page.Fact("Trials", trials));
        facts.add(new Page.Fact("Samples", Words.count(finding.measured().samples(), "sample")));
        facts.add(new Page.Fact(
                "Weight", finding.blocker() ? "blocker: failing it rejects the design" : "advisory: failing it warns"));
        // Beside the verdict, which it does not change.
        report.dossier().waivers().stream()
                .filter(waiver -> waiver.requirement().equals(finding.requirement()))
                .forEach(waiver -> facts.add(new Page.Fact("Waiver", waiver.sentence())));
        return new Page.RequirementView(
                finding.requirement(),
                anchor,
                finding.text(),
                finding.expect(),
                Words.badge(finding.verdict()),
                finding.blocker(),
                finding.because(),
                facts,
                finding.trials().stream().map(RequirementPart::link).toList(),
                finding.excluded(),
                plot(finding, limits, anchor));
    }

    private static Page.Link link(String key) {
        return new Page.Link(Words.href("trials/" + key + "/trial.json"), key.substring(key.lastIndexOf('/') + 1));
    }

    /** Drawn where there is something to compare: two trials or more. */
    private static String plot(Finding finding, List<RequirementLimit> limits, String anchor) {
        if (finding.values().stream().filter(Measured::known).count() < 2) {
            return "";
        }
        return Distribution.draw(
                anchor + "-plot",
                "Values of " + finding.requirement() + " over trials",
                finding.measured().dimension(),
                finding.values(),
                RequirementLimit.absolute(limits, finding.requirement()),
                finding.measured());
    }
}
