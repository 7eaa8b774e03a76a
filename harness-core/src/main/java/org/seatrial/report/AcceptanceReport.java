package org.seatrial.report;

import java.util.List;
import org.seatrial.lab.LabFacts;
import org.seatrial.lab.Realisation;
import org.seatrial.plan.Plan;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.topology.Design;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/**
 * {@code report.json}: what is signed. HTML, PDF, JUnit XML are renderings of it.
 *
 * @param result the verdict over all blockers
 * @param exitCode of the command
 * @param certifies whether the report certifies anything: false for smoke plans, side-loaded suites, fake labs
 * @param certifiesNothingBecause why not; empty if it does
 * @param labs the labs used
 * @param environment machine and tool, as in {@code environment.json}
 * @param trials every trial that ran, in order
 * @param findings one for each requirement, in the suite's order
 * @param coverage each element of the design × kind of fault
 * @param restore whether everything that was broken was healed, and what was not
 * @param evidence every file of the run folder that the findings rest on, relative to the run folder
 * @param dossier what stands beside the measurements and changes no verdict
 * @param headroom of each trial whose load grows, up to which load the limits were kept
 */
public record AcceptanceReport(
        String schema,
        String title,
        Plan plan,
        Design design,
        Verdict result,
        int exitCode,
        boolean certifies,
        String certifiesNothingBecause,
        String startedAt,
        String finishedAt,
        List<LabUse> labs,
        Environment environment,
        SelfTest selfTest,
        List<TrialRecord> trials,
        List<Finding> findings,
        List<CoverageRow> coverage,
        Restore restore,
        List<EvidenceFile> evidence,
        Dossier dossier,
        List<Headroom> headroom) {

    public AcceptanceReport {
        headroom = List.copyOf(headroom);
    }

    /** The schema of this version. */
    public static final String SCHEMA = "https://seatrial.invalid/schema/acceptance-report/v1";

    /** The same report with another dossier. */
    public AcceptanceReport with(Dossier beside) {
        return new AcceptanceReport(
                schema,
                title,
                plan,
                design,
                result,
                exitCode,
                certifies,
                certifiesNothingBecause,
                startedAt,
                finishedAt,
                labs,
                environment,
                selfTest,
                trials,
                findings,
                coverage,
                restore,
                evidence,
                beside,
                headroom);
    }

    /**
     * A lab of the run.
     *
     * @param name the suite's name for it
     * @param file the name of the lab file that was used
     * @param digest SHA-256 of that file and of all files it refers to, as in the plan
     */
    public record LabUse(String name, String file, String digest, LabFacts facts, List<Realisation> nodes) {}

    /**
     * Where it ran.
     *
     * @param toolVersion Seatrial's version
     * @param toolDigest SHA-256 over the jars that ran
     */
    public record Environment(
            String toolVersion,
            String toolDigest,
            String operatingSystem,
            String kernel,
            String processor,
            int cores,
            long memoryBytes,
            String java,
            String user) {}

    /**
     * One element of the design against one kind of fault.
     *
     * @param elementKind link, node, feed or site
     * @param faultKind as in suite files
     * @param status {@code tested}, {@code not-tested} or {@code not-applicable}
     * @param by the trials that test it, or the reason why none does
     */
    public record CoverageRow(String element, String elementKind, String faultKind, String status, String by) {}

    /**
     * What became of the faults.
     *
     * @param allRestored whether every fault was healed and every lab torn down
     * @param failures what was not
     */
    public record Restore(boolean allRestored, List<String> failures) {}
}
