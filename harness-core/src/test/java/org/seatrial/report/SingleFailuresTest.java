package org.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.plan.PlanKind;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.SingleFailures.Failure;
import org.seatrial.report.SingleFailures.State;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

class SingleFailuresTest {

    @TempDir
    private Path temporary = Path.of(".");

    private AcceptanceReport report() throws IOException {
        return ReportBuilder.build(new RecordedRun(temporary, PlanKind.CERTIFY).folder);
    }

    private static Failure failure(AcceptanceReport report, String element, String kind) {
        return SingleFailures.of(report).failures().stream()
                .filter(one -> one.element().equals(element) && one.faultKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static AcceptanceReport with(
            AcceptanceReport report, UnaryOperator<TrialRecord> trials, UnaryOperator<Finding> findings) {
        return new AcceptanceReport(
                report.schema(),
                report.title(),
                report.plan(),
                report.design(),
                report.result(),
                report.exitCode(),
                report.certifies(),
                report.certifiesNothingBecause(),
                report.startedAt(),
                report.finishedAt(),
                report.labs(),
                report.environment(),
                report.selfTest(),
                report.trials().stream().map(trials).toList(),
                report.findings().stream().map(findings).toList(),
                report.coverage(),
                report.restore(),
                report.evidence(),
                report.dossier(),
                report.headroom());
    }

    private static TrialRecord invalid(TrialRecord trial) {
        return changed(trial, TrialStatus.INVALID, trial.faults());
    }

    private static TrialRecord unproven(TrialRecord trial) {
        List<FaultRecord> faults = trial.faults().stream()
                .map(fault -> new FaultRecord(
                        fault.fault(),
                        fault.injector(),
                        fault.commanded(),
                        FaultRecord.Effect.unproven("carrier", "still up"),
                        fault.healed()))
                .toList();
        return changed(trial, trial.status(), faults);
    }

    private static TrialRecord changed(TrialRecord trial, TrialStatus status, List<FaultRecord> faults) {
        return new TrialRecord(
                trial.plan(),
                status,
                "",
                trial.startedAt(),
                trial.wallOffsetNs(),
                trial.phases(),
                trial.clock(),
                faults,
                trial.redundancyRestoredNs(),
                trial.detectedNs(),
                trial.flows(),
                trial.doubts(),
                trial.actions(),
                trial.interference(),
                List.of(),
                List.of());
    }

    private static Finding failed(Finding finding) {
        return new Finding(
                finding.requirement(),
                finding.text(),
                finding.expect(),
                finding.blocker(),
                Verdict.FAIL,
                finding.because(),
                finding.measured(),
                finding.trials(),
                finding.excluded(),
                finding.values());
    }

    @Test
    void aFailureIsProvenByValidTrialsOfWhichEveryRequirementPassed() throws IOException {
        AcceptanceReport report = report();
        assertThat(failure(report, "fibre-a", "cable-pull").state()).isEqualTo(State.PROVEN);
        assertThat(failure(report, "fibre-a", "cable-pull").reason()).isEqualTo("proposed/fibre-pull");
        assertThat(failure(report, "fibre-a", "cable-pull").trials()
                        + failure(report, "fibre-b", "cable-pull").trials())
                .isEqualTo(59);
    }

    @Test
    void aShownWeaknessProvesNoSurvival() throws IOException {
        Failure leaf = failure(report(), "leaf2", "power-off");
        assertThat(leaf.state()).isEqualTo(State.NOT_SHOWN);
        assertThat(leaf.reason()).contains("weakness", "FO-3");
    }

    @Test
    void anAdvisoryRequirementThatFailedLeavesItUnproven() throws IOException {
        AcceptanceReport report = with(
                report(),
                UnaryOperator.identity(),
                finding -> finding.requirement().equals("FO-2") ? failed(finding) : finding);
        assertThat(failure(report, "fibre-a", "cable-pull").state()).isEqualTo(State.NOT_SHOWN);
        assertThat(failure(report, "fibre-a", "cable-pull").reason()).contains("FO-2");
    }

    @Test
    void invalidTrialsStrikeNothing() throws IOException {
        AcceptanceReport report = with(report(), SingleFailuresTest::invalid, UnaryOperator.identity());
        assertThat(failure(report, "fibre-a", "cable-pull").state()).isEqualTo(State.NOT_STRUCK);
        assertThat(SingleFailures.of(report).count(State.PROVEN)).isZero();
    }

    @Test
    void aFaultWhoseEffectWasNotReadBackProvesNothing() throws IOException {
        AcceptanceReport report = with(report(), SingleFailuresTest::unproven, UnaryOperator.identity());
        assertThat(SingleFailures.of(report).count(State.PROVEN)).isZero();
    }

    @Test
    void theCountsAddUpToTheMatrix() throws IOException {
        AcceptanceReport report = report();
        SingleFailures failures = SingleFailures.of(report);
        assertThat(failures.failures()).hasSameSizeAs(report.coverage());
        assertThat(failures.count(State.PROVEN)).isEqualTo(2);
        assertThat(failures.count(State.PROVEN)
                        + failures.count(State.NOT_SHOWN)
                        + failures.count(State.NOT_STRUCK)
                        + failures.count(State.NOT_TESTED))
                .isEqualTo(failures.applicable());
        assertThat(failures.applicable() + failures.count(State.NOT_APPLICABLE))
                .isEqualTo(report.coverage().size());
    }

    @Test
    void kindsThatNothingIsStruckWithAreNamed() throws IOException {
        assertThat(SingleFailures.of(report()).kindsNeverTested())
                .contains("silent-cut", "feed-loss")
                .doesNotContain("cable-pull", "power-off");
    }
}
