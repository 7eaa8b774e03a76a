package org.seatrial.report.attestation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.seatrial.lab.CertificateClass;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The in-toto statements of a run. Both follow from the report and the manifest alone, so a verifier makes them again. */
final class Statements {

    static final String STATEMENT = "https://in-toto.io/Statement/v1";
    static final String ACCEPTANCE = "https://seatrial.invalid/attestation/acceptance-report/v1";
    static final String TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";

    private Statements() {}

    /** Line 1: the whole. */
    static ObjectNode acceptance(AcceptanceReport report, Manifest manifest) {
        ObjectNode statement = statement(report, ACCEPTANCE);
        ObjectNode predicate = statement.putObject("predicate");
        predicate.put("result", Outcome.of(report).name());
        predicate.put("exitCode", report.exitCode());
        predicate.put("certifies", report.certifies());
        predicate.put("certifiesNothingBecause", report.certifiesNothingBecause());
        predicate.put(
                "certificateClass",
                Outcome.certificateClass(report).map(CertificateClass::text).orElse("none"));
        predicate
                .putObject("suite")
                .put("name", report.plan().suite())
                .put("version", report.plan().version())
                .put("sideLoaded", report.plan().sideLoaded())
                .set("digest", sha256(report.plan().suiteDigest()));
        predicate
                .putObject("tool")
                .put("name", "seatrial")
                .put("version", report.environment().toolVersion())
                .set("digest", sha256(report.environment().toolDigest()));
        labs(predicate.putArray("labs"), report);
        predicate.put("startedOn", report.startedAt());
        predicate.put("finishedOn", report.finishedAt());
        predicate
                .putObject("plan")
                .put("kind", report.plan().kind().text())
                .put("seed", report.plan().seed());
        ArrayNode planned = predicate.putArray("planned");
        report.findings().forEach(finding -> planned.add(finding.requirement()));
        trials(predicate.putArray("trials"), report);
        ArrayNode tests = predicate.putArray("tests");
        report.findings().forEach(finding -> test(tests.addObject(), report, finding));
        notTested(predicate.putArray("notTested"), report);
        ObjectNode restore = predicate.putObject("restore");
        restore.put("allRestored", report.restore().allRestored());
        ArrayNode failures = restore.putArray("failures");
        report.restore().failures().forEach(failures::add);
        ArrayNode evidence = predicate.putArray("evidence");
        manifest.entries()
                .forEach((name, entry) -> evidence.addObject()
                        .put("name", name)
                        .put("size", entry.size())
                        .put("mediaType", Manifest.mediaType(name))
                        .set("digest", sha256(entry.sha256())));
        return statement;
    }

    /** Line 2: the standard test result. What was not shown is never PASSED, nor listed among the passed tests. */
    static ObjectNode testResult(AcceptanceReport report) {
        ObjectNode statement = statement(report, TEST_RESULT);
        ObjectNode predicate = statement.putObject("predicate");
        predicate.put("result", testResultOf(report));
        predicate
                .putArray("configuration")
                .addObject()
                .put("name", report.plan().suite() + "@" + report.plan().version())
                .set("digest", sha256(report.plan().suiteDigest()));
        ArrayNode passed = predicate.putArray("passedTests");
        ArrayNode warned = predicate.putArray("warnedTests");
        ArrayNode failed = predicate.putArray("failedTests");
        for (Finding finding : report.findings()) {
            switch (finding.verdict()) {
                case NOT_APPLICABLE -> {}
                case PASS -> (report.certifies() ? passed : warned).add(finding.requirement());
                case INCONCLUSIVE, FAIL, ERROR -> (finding.blocker() ? failed : warned).add(finding.requirement());
            }
        }
        return statement;
    }

    private static String testResultOf(AcceptanceReport report) {
        boolean accepted = Outcome.of(report) == Outcome.ACCEPTED && report.certifies();
        if (!accepted || report.findings().stream().noneMatch(finding -> finding.verdict() == Verdict.PASS)) {
            return "FAILED";
        }
        boolean warned =
                report.findings().stream().anyMatch(finding -> finding.verdict().worse(Verdict.PASS) != Verdict.PASS);
        return warned ? "WARNED" : "PASSED";
    }

    private static ObjectNode statement(AcceptanceReport report, String predicateType) {
        ObjectNode statement = StrictJson.object();
        statement.put("_type", STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", "design:" + report.design().name())
                .set("digest", sha256(report.design().digest()));
        statement.put("predicateType", predicateType);
        return statement;
    }

    private static void labs(ArrayNode labs, AcceptanceReport report) {
        for (AcceptanceReport.LabUse use : report.labs()) {
            ObjectNode lab = labs.addObject();
            lab.put("name", use.name());
            lab.put("provider", use.facts().provider());
            lab.put("certificateClass", use.facts().certificateClass().text());
            String binding = report.plan().labDigests().get(use.name());
            if (binding != null) {
                lab.set("bindingDigest", sha256(binding));
            }
            ObjectNode software = lab.putObject("software");
            new TreeMap<>(use.facts().software()).forEach(software::put);
            ArrayNode differences = lab.putArray("knownDifferencesFromProduction");
            use.facts().knownDifferences().forEach(differences::add);
        }
    }

    private static void trials(ArrayNode rows, AcceptanceReport report) {
        new TreeMap<>(report.plan().repeats()).forEach((kind, planned) -> {
            List<TrialRecord> ran = report.trials().stream()
                    .filter(trial -> kind.equals(
                            trial.plan().key().lab() + "/" + trial.plan().key().trial()))
                    .toList();
            ObjectNode row = rows.addObject();
            row.put("trial", kind);
            row.put("planned", planned);
            row.put("valid", count(ran, TrialStatus.VALID));
            row.put("invalid", count(ran, TrialStatus.INVALID));
            row.put("aborted", count(ran, TrialStatus.ABORTED));
            Map<String, Integer> reasons = new TreeMap<>();
            ran.stream()
                    .filter(trial -> trial.status() != TrialStatus.VALID)
                    .forEach(trial -> reasons.merge(trial.reason(), 1, Integer::sum));
            ObjectNode notValid = row.putObject("reasons");
            reasons.forEach(notValid::put);
        });
    }

    private static long count(List<TrialRecord> trials, TrialStatus status) {
        return trials.stream().filter(trial -> trial.status() == status).count();
    }

    private static void test(ObjectNode test, AcceptanceReport report, Finding finding) {
        test.put("id", finding.requirement());
        test.put("result", finding.verdict().name());
        test.put("blocker", finding.blocker());
        test.put("because", finding.because());
        test.putObject("trials")
                .put("valid", finding.trials().size())
                .put("excluded", finding.excluded().size());
        test.putArray("gates")
                .addObject()
                .put("expect", finding.expect())
                .put("result", finding.verdict().name())
                .set("measured", StrictJson.asRead(finding.measured()));
        ArrayNode waivers = test.putArray("waivers");
        report.dossier().waivers().stream()
                .filter(waiver -> waiver.requirement().equals(finding.requirement()))
                .forEach(waiver -> waivers.add(StrictJson.asRead(waiver)));
    }

    private static void notTested(ArrayNode rows, AcceptanceReport report) {
        report.coverage().stream()
                .filter(row -> row.status().equals("not-tested"))
                .forEach(row -> rows.addObject()
                        .put("id", row.elementKind() + " " + row.element() + ": " + row.faultKind())
                        .put("reason", row.by()));
    }

    private static ObjectNode sha256(String hex) {
        return StrictJson.object().put("sha256", hex);
    }
}
