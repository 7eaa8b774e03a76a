package org.seatrial.report.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.SingleFailures;

/** Says a report in words, figures and drawings. */
final class PageWriter {

    private PageWriter() {}

    static Page page(AcceptanceReport report, Path runFolder, Optional<String> signer) throws IOException {
        Evidence evidence = new Evidence(runFolder);
        List<TrialGroup> groups = TrialGroup.of(report);
        List<RequirementLimit> limits = RequirementLimit.of(report);
        SingleFailures failures = SingleFailures.of(report);
        TrialKinds kinds = new TrialKinds(evidence, limits);
        List<Page.TrialKind> trialKinds = groups.stream()
                .filter(group -> !group.trials().isEmpty())
                .map(kinds::of)
                .toList();
        List<Page.Failover> failover = FailoverPart.of(groups, evidence);
        Optional<Page.Section> applications = WorkloadPart.of(groups, evidence);
        return new Page(
                CoverPart.of(report, failures, runFolder, signer),
                RequirementPart.of(report, limits, trialKinds),
                failover,
                trialKinds,
                DesignPart.of(report, failures),
                Sections.of(report, applications, evidence.unreadable()));
    }
}
