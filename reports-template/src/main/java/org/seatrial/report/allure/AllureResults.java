package org.seatrial.report.allure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.seatrial.lab.CertificateClass;
import org.seatrial.recording.DurableFile;
import org.seatrial.recording.Json;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;
import org.seatrial.report.ReportRenderer;
import org.seatrial.report.attestation.Outcome;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders {@code allure-results/}. */
public final class AllureResults implements ReportRenderer {

    @Override
    public String output() {
        return "allure-results";
    }

    @Override
    public void render(AcceptanceReport report, Path runFolder) throws IOException {
        Path folder = runFolder.resolve(output());
        clear(folder);
        TrialSteps steps = new TrialSteps(report, new RunFolder(runFolder), folder);
        for (Finding finding : report.findings()) {
            ObjectNode result = result(report, finding);
            result.set("steps", steps.of(finding));
            String attachment = finding.requirement() + "-attachment.json";
            write(folder.resolve(safe(attachment)), Json.mapper().writeValueAsBytes(finding));
            result.putArray("attachments")
                    .addObject()
                    .put("name", "finding")
                    .put("source", safe(attachment))
                    .put("type", "application/json");
            write(folder.resolve(result.path("uuid").stringValue() + "-result.json"), result);
        }
        write(folder.resolve("categories.json"), categories());
        write(folder.resolve("executor.json"), executor(report));
        write(folder.resolve("environment.properties"), environment(report).getBytes(StandardCharsets.UTF_8));
    }

    /** Of an earlier rendering nothing may stay: Allure reads whatever lies there. */
    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static ObjectNode result(AcceptanceReport report, Finding finding) {
        String suite = report.plan().suite();
        String fullName = suite + "#" + finding.requirement();
        ObjectNode result = Json.mapper().createObjectNode();
        result.put("uuid", id(fullName + report.startedAt()));
        result.put("historyId", id(fullName));
        result.put("testCaseId", id(fullName));
        result.put("testCaseName", finding.requirement());
        result.put("fullName", fullName);
        result.put("name", finding.requirement() + ": " + finding.text());
        result.put("description", finding.expect() + "\n\n" + finding.because());
        result.put("status", status(finding.verdict()));
        ObjectNode details = result.putObject("statusDetails");
        details.put("message", finding.verdict() + ": " + finding.because());
        details.put("trace", String.join("\n", waivers(report, finding)));
        details.put("known", finding.verdict() != Verdict.PASS && waived(report, finding));
        details.put("muted", false);
        details.put("flaky", false);
        result.put("stage", "finished");
        instant(report.startedAt()).ifPresent(start -> result.put("start", start));
        instant(report.finishedAt()).ifPresent(stop -> result.put("stop", stop));
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("parentSuite", report.design().name());
        labels.put("suite", suite + "@" + report.plan().version());
        labels.put("severity", finding.blocker() ? "blocker" : "minor");
        labels.put("framework", "seatrial");
        labels.put("host", report.environment().operatingSystem());
        ArrayNode shown = result.putArray("labels");
        labels.forEach((name, value) -> named(shown, name, value));
        ArrayNode parameters = result.putArray("parameters");
        named(parameters, "plan", report.plan().kind().text());
        named(parameters, "seed", Long.toString(report.plan().seed())).put("excluded", true);
        return result;
    }

    private static ObjectNode named(ArrayNode list, String name, String value) {
        return list.addObject().put("name", name).put("value", value);
    }

    private static String status(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case INCONCLUSIVE, ERROR -> "broken";
            case NOT_APPLICABLE -> "skipped";
        };
    }

    private static boolean waived(AcceptanceReport report, Finding finding) {
        return report.dossier().waivers().stream()
                .anyMatch(waiver -> waiver.counts() && waiver.requirement().equals(finding.requirement()));
    }

    private static List<String> waivers(AcceptanceReport report, Finding finding) {
        return report.dossier().waivers().stream()
                .filter(waiver -> waiver.requirement().equals(finding.requirement()))
                .map(Dossier.Waiver::sentence)
                .toList();
    }

    private static ArrayNode categories() {
        ArrayNode categories = Json.mapper().createArrayNode();
        category(categories, "The design broke a limit", "failed", "FAIL: .*");
        category(categories, "Could not be told", "broken", "INCONCLUSIVE: .*");
        category(categories, "The lab or the harness failed", "broken", "ERROR: .*");
        category(categories, "Not part of this design", "skipped", ".*");
        return categories;
    }

    private static void category(ArrayNode categories, String name, String status, String message) {
        ObjectNode category = categories.addObject().put("name", name);
        category.putArray("matchedStatuses").add(status);
        category.put("messageRegex", "(?s)" + message);
    }

    private static ObjectNode executor(AcceptanceReport report) {
        return Json.mapper()
                .createObjectNode()
                .put("name", "Seatrial " + report.environment().toolVersion())
                .put("type", "seatrial")
                .put("buildName", report.plan().suite() + "@" + report.plan().version() + " " + report.startedAt())
                .put("reportName", report.title());
    }

    private static String environment(AcceptanceReport report) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("outcome", Outcome.of(report).name());
        facts.put("certifies", report.certifies() ? "yes" : "nothing: " + report.certifiesNothingBecause());
        facts.put(
                "certificate.class",
                Outcome.certificateClass(report).map(CertificateClass::text).orElse("none"));
        facts.put("design.sha256", report.design().digest());
        facts.put("suite.sha256", report.plan().suiteDigest());
        facts.put("kernel", report.environment().kernel());
        facts.put("processor", report.environment().processor());
        facts.put("os", report.environment().operatingSystem());
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(name)
                .append('=')
                .append(value.replace("\\", "\\\\").replaceAll("\\s+", " "))
                .append('\n'));
        return text.toString();
    }

    static OptionalLong instant(String text) {
        try {
            return text.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException e) {
            // Instants only order the report; a run that died has none.
            return OptionalLong.empty();
        }
    }

    /** The same for the same name, in every run and on every machine. */
    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Requirement ids are free text; file names are not. */
    static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static void write(Path file, Object value) throws IOException {
        write(file, Json.mapper().writeValueAsBytes(value));
    }

    static void write(Path file, byte[] bytes) throws IOException {
        DurableFile.write(file, bytes);
    }
}
