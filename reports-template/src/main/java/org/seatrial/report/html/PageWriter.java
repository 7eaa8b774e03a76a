package org.seatrial.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Digests;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.attestation.Outcome;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** Says a report in words, figures and drawings. */
final class PageWriter {

    private PageWriter() {}

    static Page page(AcceptanceReport report, Path runFolder, Optional<String> signer) throws IOException {
        Evidence evidence = new Evidence(runFolder);
        List<TrialGroup> groups = TrialGroup.of(report);
        List<RequirementLimit> limits = RequirementLimit.of(report);
        TrialKinds kinds = new TrialKinds(evidence, limits);
        List<Page.TrialKind> trialKinds = groups.stream()
                .filter(group -> !group.trials().isEmpty())
                .map(kinds::of)
                .toList();
        List<Page.Failover> failover = FailoverPart.of(groups, evidence);
        return new Page(
                cover(report, runFolder, signer),
                RequirementPart.of(report, limits),
                failover,
                trialKinds,
                DesignPart.of(report),
                Sections.of(report, evidence.unreadable()));
    }

    private static Page.Cover cover(AcceptanceReport report, Path runFolder, Optional<String> signer)
            throws IOException {
        Outcome outcome = Outcome.of(report);
        String certificateClass =
                Outcome.certificateClass(report).map(Words::certificateClass).orElse("none: no lab was used");
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact("Design", report.design().name()));
        facts.add(new Page.Fact(
                "Suite",
                report.plan().suite() + " " + report.plan().version()
                        + (report.plan().sideLoaded() ? ", side-loaded" : "")));
        report.labs().forEach(lab -> facts.add(new Page.Fact("Lab " + lab.name(), "as in its file " + lab.file())));
        facts.add(new Page.Fact("Certificate class", certificateClass));
        facts.add(new Page.Fact(
                "Carried out", Words.instant(report.startedAt()) + " to " + Words.instant(report.finishedAt())));
        facts.add(new Page.Fact(
                "Signer",
                signer.map(key -> "to be signed with key " + key + "; seatrial verify tells whether it was")
                        .orElse("not known to this page; seatrial verify tells who signed")));
        long notTested = DesignPart.notTested(report.coverage());
        return new Page.Cover(
                report.title(),
                badge(report, outcome),
                sentence(report, outcome),
                report.certifies() ? "" : orUnknown(report.certifiesNothingBecause()),
                certificateClass,
                facts,
                notTested == 0
                        ? "Every applicable combination of element and fault was in the plan."
                        : Words.count(notTested, "combination") + " of element and fault not tested.",
                digest(new RunFolder(runFolder).report()));
    }

    /** Acceptance that certifies nothing is not shown in green; everything else keeps its colour. */
    private static Page.Badge badge(AcceptanceReport report, Outcome outcome) {
        Page.Badge badge = Words.badge(outcome);
        return outcome == Outcome.ACCEPTED && !report.certifies() ? new Page.Badge(badge.word(), "none") : badge;
    }

    private static String orUnknown(String reason) {
        return reason.isEmpty() ? "the report does not say why" : reason;
    }

    private static String sentence(AcceptanceReport report, Outcome outcome) {
        List<Finding> blockers =
                report.findings().stream().filter(Finding::blocker).toList();
        long passed = blockers.stream()
                .filter(finding -> finding.verdict() == Verdict.PASS)
                .count();
        List<String> others = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.ERROR, Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.NOT_APPLICABLE)) {
            List<String> ids = blockers.stream()
                    .filter(finding -> finding.verdict() == verdict)
                    .map(Finding::requirement)
                    .toList();
            if (!ids.isEmpty()) {
                others.add(String.join(", ", ids) + " " + Words.badge(verdict).word());
            }
        }
        long warnings = report.findings().stream()
                .filter(finding -> !finding.blocker() && finding.verdict().worse(Verdict.PASS) != Verdict.PASS)
                .count();
        String text = passed + " of " + Words.count(blockers.size(), "blocking requirement") + " passed"
                + (others.isEmpty() ? "" : "; " + String.join("; ", others))
                + (warnings == 0 ? "" : "; " + Words.count(warnings, "warning")) + ".";
        if (!report.restore().allRestored()) {
            return "The lab was not restored and is not safe to use. " + text;
        }
        return outcome == Outcome.ERROR && others.isEmpty() ? "The run did not come to its end. " + text : text;
    }

    private static String digest(Path reportJson) throws IOException {
        return Files.isRegularFile(reportJson) ? Digests.sha256(reportJson) : "not written yet";
    }
}
