package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.seatrial.lab.CertificateClass;
import org.seatrial.plan.PlanKind;
import org.seatrial.recording.Digests;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.AcceptanceReport;

/** Whether the files of a run folder agree with each other: the report must not say what no file shows. */
final class Agreement {

    private Agreement() {}

    static void check(Path runFolder, AcceptanceReport report, Checklist checks) {
        Map<String, Object> parts = Map.of(
                "plan.json", report.plan(),
                "environment.json", report.environment(),
                "labs.json", report.labs(),
                "self-test.json", report.selfTest(),
                "restore.json", report.restore());
        checks.check("report.json agrees with the stages' files", () -> {
            for (Map.Entry<String, Object> part : new TreeMap<>(parts).entrySet()) {
                sameAsFile(runFolder, part.getKey(), part.getValue());
            }
            return parts.size() + " files";
        });
        checks.check("report.json agrees with run.json", () -> {
            RunRecord run = StrictJson.read(Files.readAllBytes(runFolder.resolve("run.json")), RunRecord.class);
            if (!run.startedAt().equals(report.startedAt()) || !run.finishedAt().equals(report.finishedAt())) {
                throw new UnverifiableException("run.json gives other instants than report.json");
            }
            return run.startedAt() + " to " + run.finishedAt();
        });
        checks.check("report.json agrees with the trials", () -> trials(runFolder, report));
        checks.check("evidence listed in report.json", () -> evidence(runFolder, report));
        checks.check("design", () -> design(runFolder, report));
        checks.check("what it certifies", () -> certifies(report));
    }

    private static String trials(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        Set<String> reported = new HashSet<>();
        for (TrialRecord trial : report.trials()) {
            String folder = "trials/" + trial.plan().key().path();
            if (!reported.add(folder + "/trial.json")) {
                throw new UnverifiableException(folder + " stands twice in report.json");
            }
            sameAsFile(runFolder, folder + "/trial.json", trial);
            for (FlowRecord flow : trial.flows()) {
                for (EvidenceFile file : flow.files()) {
                    sameDigest(runFolder, folder + "/" + file.path(), file);
                }
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

    private static String certifies(AcceptanceReport report) throws UnverifiableException {
        boolean may = report.plan().kind() == PlanKind.CERTIFY
                && !report.plan().sideLoaded()
                && Outcome.certificateClass(report)
                        .filter(weakest -> weakest != CertificateClass.FAKE)
                        .isPresent();
        if (report.certifies() && !may) {
            throw new UnverifiableException("report.json claims to certify; its plan, suite or lab do not allow that");
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
