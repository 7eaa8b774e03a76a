package org.seatrial.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.verdict.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AllureResultsTest {

    @TempDir
    Path temp = Path.of("");

    private AcceptanceReport render(Story story, String name) throws IOException {
        RunFolder folder = RunFixture.of(story, 2).write(temp.resolve(name));
        AcceptanceReport report = folder.readJson(folder.report(), AcceptanceReport.class);
        new AllureResults().render(report, folder.root());
        return report;
    }

    private List<JsonNode> results(String name) throws IOException {
        List<JsonNode> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(temp.resolve(name).resolve("allure-results"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith("-result.json")).toList()) {
                results.add(JsonMapper.shared().readTree(Files.readAllBytes(file)));
            }
        }
        return results;
    }

    private static String text(JsonNode result, String name) {
        return result.path(name).asString("");
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void everyRequirementIsAResultWhoseStatusNeverFlattersItsVerdict(Story story) throws IOException {
        AcceptanceReport report = render(story, "run");
        Map<String, String> statuses = new HashMap<>();
        for (JsonNode result : results("run")) {
            statuses.put(text(result, "testCaseName"), text(result, "status"));
        }
        assertThat(statuses).hasSameSizeAs(report.findings());
        for (Finding finding : report.findings()) {
            assertThat(statuses.get(finding.requirement()))
                    .isEqualTo(
                            switch (finding.verdict()) {
                                case PASS -> "passed";
                                case FAIL -> "failed";
                                case INCONCLUSIVE, ERROR -> "broken";
                                case NOT_APPLICABLE -> "skipped";
                            });
        }
    }

    @Test
    void aHistoryIdIsTheSameInEveryRunAndDiffersBetweenRequirements() throws IOException {
        render(Story.PASSED, "one");
        render(Story.FAILED, "two");
        List<String> first =
                results("one").stream().map(one -> text(one, "historyId")).toList();
        List<String> second =
                results("two").stream().map(one -> text(one, "historyId")).toList();
        assertThat(first).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(second);
    }

    @Test
    void everyTrialIsAStepAndEveryAttachmentIsThere() throws IOException {
        AcceptanceReport report = render(Story.PASSED, "run");
        Path folder = temp.resolve("run/allure-results");
        for (JsonNode result : results("run")) {
            Finding finding = report.findings().stream()
                    .filter(one -> one.requirement().equals(text(result, "testCaseName")))
                    .findFirst()
                    .orElseThrow();
            assertThat(result.path("steps").size())
                    .isEqualTo(finding.trials().size() + finding.excluded().size());
            List<String> sources = new ArrayList<>();
            result.findValues("source").forEach(source -> sources.add(source.asString()));
            assertThat(sources)
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(folder.resolve(source)).exists());
        }
    }

    @Test
    void categoriesExecutorAndEnvironmentAreThere() throws IOException {
        render(Story.PASSED, "run");
        Path folder = temp.resolve("run/allure-results");
        assertThat(JsonMapper.shared()
                        .readTree(Files.readAllBytes(folder.resolve("categories.json")))
                        .size())
                .isEqualTo(4);
        assertThat(Files.readString(folder.resolve("executor.json"))).contains("\"type\" : \"seatrial\"");
        assertThat(Files.readString(folder.resolve("environment.properties"))).contains("certificate.class=replica");
    }

    @Test
    void nothingOfAnEarlierRenderingStays() throws IOException {
        AcceptanceReport report = render(Story.PASSED, "run");
        Path stale = Files.writeString(temp.resolve("run/allure-results/stale-result.json"), "{}");
        new AllureResults().render(report, temp.resolve("run"));
        assertThat(stale).doesNotExist();
    }
}
