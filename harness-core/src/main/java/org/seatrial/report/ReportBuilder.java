package org.seatrial.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.lab.CertificateClass;
import org.seatrial.plan.Plan;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.AcceptanceReport.Environment;
import org.seatrial.report.AcceptanceReport.LabUse;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteReader;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Judge;
import org.seatrial.verdict.RecordedEvidence;
import tools.jackson.core.type.TypeReference;

/**
 * Makes the report of a run folder, from its files alone: writes nothing, and does the same for anybody at any time.
 *
 * <p>What a run that died did not write is not taken for good news: without {@code run.json} it was interrupted,
 * without {@code restore.json} nobody says that the lab is safe, without {@code self-test.json} the instrument is unfit.
 */
public final class ReportBuilder {

    private ReportBuilder() {}

    /**
     * Judges the run and makes its report.
     *
     * @throws EvidenceException if the plan, or a file beside it that exists, cannot be read
     * @throws org.seatrial.input.InputException if the copy of the suite cannot be read
     */
    public static AcceptanceReport build(RunFolder folder) throws IOException {
        Plan plan = folder.readJson(folder.plan(), Plan.class);
        Suite suite = SuiteReader.read(folder.suite(), Optional.empty(), Optional.empty());
        Environment environment = folder.readJson(folder.environment(), Environment.class);
        List<LabUse> labs = Files.exists(folder.labs())
                ? folder.readJson(folder.labs(), new TypeReference<List<LabUse>>() {})
                : List.of();
        SelfTest selfTest = optional(folder, folder.selfTest(), SelfTest.class).orElseGet(ReportBuilder::noSelfTest);
        Optional<RunRecord> run = optional(folder, folder.run(), RunRecord.class);
        Restore restore = optional(folder, folder.restore(), Restore.class).orElseGet(ReportBuilder::noRestore);

        List<TrialRecord> trials = new ArrayList<>();
        Optional<String> unjudged = PlanCheck.disagreement(suite, plan);
        try {
            trials.addAll(folder.trialRecords(plan));
        } catch (EvidenceException damaged) {
            unjudged = unjudged.or(() -> Optional.ofNullable(damaged.getMessage()));
        }
        List<Finding> findings = unjudged.map(why -> Judge.unjudged(suite.requirements(), why))
                .orElseGet(() ->
                        Judge.judge(suite.requirements(), plan, trials, new RecordedEvidence(folder), selfTest, run));
        boolean interrupted = run.map(RunRecord::interrupted).orElse(true);
        String nothingBecause = nothingBecause(plan, labs, selfTest, run);
        return new AcceptanceReport(
                AcceptanceReport.SCHEMA,
                suite.title(),
                plan,
                suite.design(),
                ExitCode.result(findings, interrupted),
                ExitCode.of(findings, restore, interrupted).code(),
                nothingBecause.isEmpty(),
                nothingBecause,
                run.map(RunRecord::startedAt).orElse(""),
                run.map(RunRecord::finishedAt).orElse(""),
                labs,
                environment,
                selfTest,
                trials,
                findings,
                Coverage.of(suite, plan),
                restore,
                EvidenceListing.of(folder),
                Dossier.EMPTY,
                Headroom.of(suite, findings));
    }

    private static String nothingBecause(Plan plan, List<LabUse> labs, SelfTest selfTest, Optional<RunRecord> run) {
        List<String> reasons = new ArrayList<>();
        switch (plan.kind()) {
            case SMOKE -> reasons.add("it is a smoke run: every trial ran once and statistical claims were not tested");
            case CERTIFY -> {
                // The whole plan.
            }
        }
        if (plan.sideLoaded()) {
            reasons.add("the suite is side-loaded: it is not, file for file, a released one");
        }
        if (labs.isEmpty()) {
            reasons.add("no lab came up");
        }
        for (LabUse lab : labs) {
            if (lab.facts().certificateClass() == CertificateClass.FAKE) {
                reasons.add("lab " + lab.name() + " is simulated");
            }
        }
        if (!selfTest.measured()) {
            reasons.add("the instrument was not measured");
        }
        if (run.isEmpty()) {
            reasons.add("the run died before it ended");
        }
        run.filter(RunRecord::interrupted)
                .ifPresent(record -> reasons.add("the run was interrupted: " + record.reason()));
        return String.join("; ", reasons);
    }

    private static SelfTest noSelfTest() {
        return SelfTest.notMeasured("self-test.json is missing");
    }

    private static Restore noRestore() {
        return new Restore(
                false,
                List.of("restore.json is missing: nothing says that the lab was restored; run 'seatrial recover'"));
    }

    private static <T> Optional<T> optional(RunFolder folder, Path file, Class<T> type) throws IOException {
        return Files.exists(file) ? Optional.of(folder.readJson(file, type)) : Optional.empty();
    }
}
