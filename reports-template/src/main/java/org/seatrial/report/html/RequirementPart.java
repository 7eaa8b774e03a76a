package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.plot.Distribution;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;

/** One part of the page for each requirement. */
final class RequirementPart {

    private RequirementPart() {}

    /** @param kinds the parts of the page that tell of trials */
    static List<Page.RequirementView> of(
            AcceptanceReport report, List<RequirementLimit> limits, List<Page.TrialKind> kinds) {
        Set<String> drawn = kinds.stream().map(kind -> "#" + kind.anchor()).collect(Collectors.toSet());
        return report.findings().stream()
                .map(finding -> of(report, finding, limits, drawn))
                .toList();
    }

    private static Page.RequirementView of(
            AcceptanceReport report, Finding finding, List<RequirementLimit> limits, Set<String> drawn) {
        String anchor = Words.anchor("requirement", finding.requirement());
        List<Page.Fact> facts = new ArrayList<>();
        Optional<RequirementLimit> limit = RequirementLimit.of(limits, finding.requirement());
        Measured measured = finding.measured();
        limit.ifPresent(found ->
                facts.add(new Page.Fact("Limit", found.text(report.plan().kind()))));
        facts.add(new Page.Fact("Measured", Words.measured(measured)));
        limit.ifPresent(found -> facts.add(new Page.Fact("Margin", found.margin(measured))));
        if (measured.known() && !measured.doubt().isEmpty()) {
            facts.add(new Page.Fact("Doubt", measured.doubt()));
        }
        facts.add(new Page.Fact("Trials", trials(report, finding, limit)));
        facts.add(new Page.Fact("Samples", Words.count(measured.samples(), "sample") + " carry the deciding value"));
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
                kinds(finding, limit).stream()
                        .filter(kind -> drawn.contains(kind.href()))
                        .toList(),
                finding.trials().stream().map(RequirementPart::link).toList(),
                finding.excluded(),
                plot(finding, limit, anchor));
    }

    private static String trials(AcceptanceReport report, Finding finding, Optional<RequirementLimit> limit) {
        String planned = limit.map(
                        found -> " of " + report.plan().repeats().getOrDefault(found.scope(), 0) + " planned")
                .orElse("");
        return finding.trials().size() + " valid" + planned + ", "
                + (finding.excluded().isEmpty()
                        ? "none excluded"
                        : finding.excluded().size() + " excluded for reasons that are not the outcome");
    }

    /** The kinds of trial whose raw files it rests on, which the page tells of. */
    private static List<Page.Link> kinds(Finding finding, Optional<RequirementLimit> limit) {
        Set<String> kinds = new LinkedHashSet<>();
        finding.trials().forEach(key -> kinds.add(key.substring(0, Math.max(0, key.lastIndexOf('/')))));
        limit.ifPresent(found -> kinds.add(found.scope()));
        return kinds.stream()
                .map(kind -> new Page.Link("#" + Words.anchor("trials", kind), kind))
                .toList();
    }

    private static Page.Link link(String key) {
        return new Page.Link(Words.href("trials/" + key + "/trial.json"), key.substring(key.lastIndexOf('/') + 1));
    }

    /** Drawn where there is something to compare: two trials or more. */
    private static String plot(Finding finding, Optional<RequirementLimit> limit, String anchor) {
        if (finding.values().stream().filter(Measured::known).count() < 2) {
            return "";
        }
        return Distribution.draw(
                anchor + "-plot",
                "Values of " + finding.requirement() + " over trials",
                finding.measured().dimension(),
                finding.values(),
                limit.flatMap(RequirementLimit::drawn),
                finding.measured());
    }
}
