package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seatrial.lab.CertificateClass;
import org.seatrial.plan.PlanKind;
import org.seatrial.recording.Digests;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.AcceptanceReport;

/** Whether the files of a run folder agree with each other: the report must not say what no file shows. */
final class Agreement {

    private Agreement() {}

    static void check(Path runFolder, AcceptanceReport report, Checklist checks) {
        checks.check("report.json agrees with the stages' files", () -> stages(runFolder, report));
        checks.check("report.json agrees with the trials", () -> trials(runFolder, report));
        checks.check("evidence listed in report.json", () -> evidence(runFolder, report));
        checks.check("design", () -> design(runFolder, report));
        checks.check("what it certifies", () -> certifies(runFolder, report));
    }

    /** A run that died leaves files unwritten; the report must then assume the worst of what they would have said. */
    private static String stages(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        sameAsFile(runFolder, "plan.json", report.plan());
        sameAsFile(runFolder, "environment.json", report.environment());
        sameOrWorst(runFolder, "labs.json", report.labs(), report.labs().isEmpty());
        sameOrWorst(
                runFolder,
                "self-test.json",
                report.selfTest(),
                !report.selfTest().measured());
        sameOrWorst(
                runFolder, "restore.json", report.restore(), !report.restore().allRestored());
        Optional<RunRecord> run = run(runFolder);
        String started = run.map(RunRecord::startedAt).orElse("");
        String finished = run.map(RunRecord::finishedAt).orElse("");
        if (!started.equals(report.startedAt()) || !finished.equals(report.finishedAt())) {
            throw new UnverifiableException("run.json gives other instants than report.json");
        }
        return "plan, environment, labs, self-test, restore, run";
    }

    /** How the run ended; empty if it died before it could say. */
    static Optional<RunRecord> run(Path runFolder) throws IOException, UnverifiableException {
        Path file = runFolder.resolve("run.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StrictJson.read(Files.readAllBytes(file), RunRecord.class));
        } catch (UnverifiableException e) {
            throw new UnverifiableException("run.json: " + e.getMessage(), e);
        }
    }

    private static void sameOrWorst(Path runFolder, String name, Object value, boolean worst)
            throws IOException, UnverifiableException {
        if (Files.exists(runFolder.resolve(name))) {
            sameAsFile(runFolder, name, value);
        } else if (!worst) {
            throw new UnverifiableException(name + " is missing, and report.json says more than nothing of it");
        }
    }

    private static String trials(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        Set<String> reported = new HashSet<>();
        for (TrialRecord trial : report.trials()) {
            String folder = "trials/" + trial.plan().key().path();
            if (!reported.add(folder + "/trial.json")) {
                throw new UnverifiableException(folder + " stands twice in report.json");
            }
            sameAsFile(runFolder, folder + "/trial.json", trial);
            for (EvidenceFile file : trial.evidence()) {
                sameDigest(runFolder, folder + "/" + file.path(), file);
            }
        }
        for (String recorded : recordedTrials(runFolder)) {
            if (!reported.contains(recorded)) {
                throw new UnverifiableException(recorded + " is not in report.json: a trial was left out");
            }
        }
        return reported.size() + " trials";
    }

    private static List<String> recordedTrials(Path runFolder) throws IOException {
        Path trials = runFolder.resolve("trials");
        if (!Files.isDirectory(trials)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(trials)) {
            return paths.filter(path -> path.endsWith("trial.json"))
                    .map(path -> runFolder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String evidence(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        for (EvidenceFile file : report.evidence()) {
            sameDigest(runFolder, file.path(), file);
        }
        return report.evidence().size() + " files";
    }

    /** The suite that lies in the run folder must hold the topology that the design was read from. */
    private static String design(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        if (!report.design().digest().equals(report.plan().designDigest())) {
            throw new UnverifiableException("plan.json was made for another design than report.json shows");
        }
        boolean found = Manifest.of(runFolder).entries().entrySet().stream()
                .anyMatch(entry -> entry.getKey().startsWith("suite/")
                        && entry.getValue().sha256().equals(report.design().digest()));
        if (!found) {
            throw new UnverifiableException("suite/ holds no topology file with the digest of the signed design");
        }
        return report.design().name();
    }

    private static String certifies(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        boolean ended = run(runFolder).filter(run -> !run.interrupted()).isPresent();
        boolean may = ended
                && report.selfTest().measured()
                && report.plan().kind() == PlanKind.CERTIFY
                && !report.plan().sideLoaded()
                && Outcome.certificateClass(report)
                        .filter(weakest -> weakest != CertificateClass.FAKE)
                        .isPresent();
        if (report.certifies() && !may) {
            throw new UnverifiableException(
                    "report.json claims to certify; its plan, suite, lab, self-test or end do not allow that");
        }
        return report.certifies() ? "the claim is allowed" : "nothing, and it says so";
    }

    private static void sameAsFile(Path runFolder, String name, Object value)
            throws IOException, UnverifiableException {
        Path file = runFolder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new UnverifiableException(name + " is missing");
        }
        Verifier.same(name, StrictJson.parse(Files.readAllBytes(file)), StrictJson.asRead(value));
    }

    private static void sameDigest(Path runFolder, String name, EvidenceFile listed)
            throws IOException, UnverifiableException {
        Path file = runFolder.resolve(name).normalize();
        if (!file.startsWith(runFolder.normalize())) {
            throw new UnverifiableException(name + " points out of the run folder");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnverifiableException(name + " is missing");
        }
        if (Files.size(file) != listed.size() || !Digests.sha256(file).equals(listed.sha256())) {
            throw new UnverifiableException(name + " is not the file that report.json lists");
        }
    }
}
