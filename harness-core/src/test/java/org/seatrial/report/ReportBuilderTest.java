package org.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.LabFacts;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.Json;
import org.seatrial.recording.SelfTest;
import org.seatrial.report.AcceptanceReport.LabUse;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

class ReportBuilderTest {

    @TempDir
    private Path temporary = Path.of(".");

    @Test
    void aWholeGoodRunIsAcceptedAndCertifies() throws IOException {
        AcceptanceReport report = ReportBuilder.build(certify().folder);

        assertThat(report.findings())
                .extracting(Finding::because, Finding::verdict)
                .allSatisfy(finding -> assertThat(finding.toList().get(1))
                        .as(finding.toList().getFirst().toString())
                        .isEqualTo(Verdict.PASS));
        assertThat(report.result()).isEqualTo(Verdict.PASS);
        assertThat(report.exitCode()).isZero();
        assertThat(report.certifies()).isTrue();
        assertThat(report.trials()).hasSize(61);
    }

    @Test
    void buildingTwiceGivesTheSameBytes() throws IOException {
        RecordedRun run = smoke();

        assertThat(Json.mapper().writeValueAsString(ReportBuilder.build(run.folder)))
                .isEqualTo(Json.mapper().writeValueAsString(ReportBuilder.build(run.folder)));
    }

    @Test
    void theReportComesBackAsItWasWritten() throws IOException {
        RecordedRun run = smoke();
        AcceptanceReport report = ReportBuilder.build(run.folder);
        run.folder.writeJson(run.folder.report(), report);

        AcceptanceReport read = run.folder.readJson(run.folder.report(), AcceptanceReport.class);

        assertThat(read.findings()).isEqualTo(report.findings());
        assertThat(Json.mapper().writeValueAsString(read))
                .isEqualTo(Json.mapper().writeValueAsString(report));
    }

    @Test
    void aSmokeRunCertifiesNothingAndExitsAlike() throws IOException {
        AcceptanceReport report = ReportBuilder.build(smoke().folder);

        assertThat(report.exitCode()).isZero();
        assertThat(report.certifies()).isFalse();
        assertThat(report.certifiesNothingBecause()).contains("smoke");
    }

    @Test
    void everyFileThatFindingsRestOnIsListed() throws IOException {
        RecordedRun run = smoke();
        Files.writeString(run.folder.events(), "{}\n");
        Files.writeString(run.folder.root().resolve("report.html"), "not evidence");

        List<String> paths = ReportBuilder.build(run.folder).evidence().stream()
                .map(file -> file.path())
                .toList();

        assertThat(paths)
                .isSorted()
                .contains(
                        "suite/suite.yaml",
                        "plan.json",
                        "environment.json",
                        "labs.json",
                        "self-test.json",
                        "run.json",
                        "restore.json",
                        "events.jsonl",
                        "trials/proposed/quiet/001/trial.json",
                        "trials/proposed/quiet/001/calls.delay.hlog",
                        "trials/proposed/fibre-pull/001/probe.outages.csv")
                .doesNotContain("report.html", "findings.json");
    }

    @Test
    void anInterruptedRunIsAnErrorAndCertifiesNothing() throws IOException {
        RecordedRun run = smoke();
        run.ended(true);

        AcceptanceReport report = ReportBuilder.build(run.folder);

        assertThat(report.result()).isEqualTo(Verdict.ERROR);
        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.certifiesNothingBecause()).contains("SIGTERM");
    }

    @Test
    void aRunThatDiedIsUnsafeUntilSomebodySaysOtherwise() throws IOException {
        RecordedRun run = smoke();
        Files.delete(run.folder.run());
        Files.delete(run.folder.restore());

        AcceptanceReport report = ReportBuilder.build(run.folder);

        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(report.result()).isEqualTo(Verdict.ERROR);
        assertThat(report.certifies()).isFalse();
    }

    @Test
    void aFailedRestoreOutranksEverything() throws IOException {
        RecordedRun run = smoke();
        run.folder.writeJson(run.folder.restore(), new Restore(false, List.of("fibre-a is still down")));

        assertThat(ReportBuilder.build(run.folder).exitCode()).isEqualTo(4);
    }

    @Test
    void withoutASelfTestNothingPasses() throws IOException {
        RecordedRun run = smoke();
        Files.delete(run.folder.selfTest());

        AcceptanceReport report = ReportBuilder.build(run.folder);

        assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.INCONCLUSIVE);
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @Test
    void anInstrumentThatWasNotMeasuredCertifiesNothing() throws IOException {
        RecordedRun run = smoke();
        run.folder.writeJson(
                run.folder.selfTest(), new SelfTest(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, null, true, List.of()));

        assertThat(ReportBuilder.build(run.folder).certifiesNothingBecause()).contains("not measured");
    }

    @Test
    void aSimulatedLabCertifiesNothing() throws IOException {
        RecordedRun run = smoke();
        LabFacts fake = new LabFacts("fake", CertificateClass.FAKE, Map.of(), List.of());
        run.folder.writeJson(run.folder.labs(), List.of(new LabUse("proposed", "lab.yaml", "d", fake, List.of())));

        assertThat(ReportBuilder.build(run.folder).certifiesNothingBecause()).contains("simulated");
    }

    @Test
    void aDamagedEvidenceFileIsAnErrorThatNamesIt() throws IOException {
        RecordedRun run = smoke();
        Path file = run.folder.trial(new TrialKey("proposed", "fibre-pull", 1)).resolve("probe.outages.csv");
        Files.writeString(file, Files.readString(file).replace("20000000", "10000000"));

        AcceptanceReport report = ReportBuilder.build(run.folder);

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(finding(report, "FO-1").because()).contains("fibre-pull/001/probe.outages.csv");
        assertThat(finding(report, "LAT-1").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aDamagedTrialRecordIsAnErrorThatNamesIt() throws IOException {
        RecordedRun run = smoke();
        Files.writeString(run.folder.trialRecord(new TrialKey("proposed", "quiet", 1)), "{");

        AcceptanceReport report = ReportBuilder.build(run.folder);

        assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.ERROR);
        assertThat(report.findings().getFirst().because()).contains("quiet/001/trial.json");
    }

    @Test
    void aSuiteChangedAfterTheRunIsAnError() throws IOException {
        RecordedRun run = smoke();
        Path suite = run.folder.suite().resolve("suite.yaml");
        Files.writeString(suite, Files.readString(suite).replace("< 1 ms", "< 9 ms"));

        AcceptanceReport report = ReportBuilder.build(run.folder);

        assertThat(report.findings()).extracting(Finding::verdict).containsOnly(Verdict.ERROR);
        assertThat(report.exitCode()).isEqualTo(3);
    }

    @Test
    void aPlanWithFewerTrialsThanItsSuiteIsAnError() throws IOException {
        RecordedRun run = certify();
        Plan all = run.plan;
        List<PlannedTrial> fewer = new ArrayList<>(all.trials());
        fewer.removeIf(trial -> trial.key().equals(new TrialKey("proposed", "fibre-pull", 59)));
        Map<String, Integer> repeats = Map.of("proposed/quiet", 1, "proposed/leaf-power", 1, "proposed/fibre-pull", 58);
        Files.delete(run.folder.trialRecord(new TrialKey("proposed", "fibre-pull", 59)));
        run.folder.writeJson(
                run.folder.plan(),
                new Plan(
                        all.suite(),
                        all.version(),
                        all.suiteDigest(),
                        all.designDigest(),
                        all.labDigests(),
                        all.sideLoaded(),
                        all.kind(),
                        all.seed(),
                        fewer,
                        repeats));

        assertThat(ReportBuilder.build(run.folder).findings())
                .extracting(Finding::verdict)
                .containsOnly(Verdict.ERROR);
    }

    @Test
    void aRunFolderWithoutAPlanIsRefusedByName() throws IOException {
        RecordedRun run = smoke();
        Files.delete(run.folder.plan());

        assertThatThrownBy(() -> ReportBuilder.build(run.folder))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("plan.json");
    }

    private static Finding finding(AcceptanceReport report, String id) {
        return report.findings().stream()
                .filter(finding -> finding.requirement().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RecordedRun smoke() throws IOException {
        return new RecordedRun(temporary, PlanKind.SMOKE);
    }

    private RecordedRun certify() throws IOException {
        return new RecordedRun(temporary, PlanKind.CERTIFY);
    }
}
