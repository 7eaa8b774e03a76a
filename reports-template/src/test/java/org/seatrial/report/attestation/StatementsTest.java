package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.verdict.Verdict;
import tools.jackson.databind.JsonNode;

class StatementsTest {

    @TempDir
    Path temp = Path.of("");

    private AcceptanceReport report(RunFixture fixture) throws IOException {
        RunFolder folder = fixture.write(temp.resolve("run"));
        return folder.readJson(folder.report(), AcceptanceReport.class);
    }

    @ParameterizedTest
    @CsvSource({"PASSED, PASSED", "FAILED, FAILED", "INCONCLUSIVE, FAILED", "ABORTED, FAILED"})
    void theStandardResultFailsClosed(Story story, String result) throws IOException {
        JsonNode statement = Statements.testResult(report(RunFixture.of(story, 2)));
        assertThat(statement.path("predicateType").stringValue())
                .isEqualTo("https://in-toto.io/attestation/test-result/v0.1");
        assertThat(statement.path("predicate").path("result").stringValue()).isEqualTo(result);
    }

    @Test
    void aRunThatCertifiesNothingNeverCountsAsPassed() throws IOException {
        JsonNode predicate = Statements.testResult(
                        report(RunFixture.of(Story.PASSED, 2).smoke()))
                .path("predicate");
        assertThat(predicate.path("result").stringValue()).isEqualTo("FAILED");
        assertThat(predicate.path("passedTests").size()).isZero();
    }

    @Test
    void theStatementListsEveryFileAndSpeaksOfTheDesign() throws IOException {
        AcceptanceReport report = report(RunFixture.of(Story.PASSED, 2));
        JsonNode statement = Statements.acceptance(report, Manifest.of(temp.resolve("run")));
        assertThat(statement
                        .path("subject")
                        .get(0)
                        .path("digest")
                        .path("sha256")
                        .stringValue())
                .isEqualTo(report.design().digest());
        JsonNode predicate = statement.path("predicate");
        assertThat(predicate.path("result").stringValue()).isEqualTo("ACCEPTED");
        assertThat(predicate.path("certificateClass").stringValue()).isEqualTo("replica");
        assertThat(predicate.path("evidence").toString())
                .contains(
                        "\"report.json\"",
                        "\"report.html\"",
                        "\"junit.xml\"",
                        "\"findings.json\"",
                        "probe.outages.csv");
        try (var files = Files.walk(temp.resolve("run"))) {
            assertThat((long) predicate.path("evidence").size())
                    .isEqualTo(files.filter(Files::isRegularFile).count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, 0, true, ACCEPTED",
        "PASS, 2, true, ERROR",
        "PASS, 0, false, ERROR",
        "FAIL, 1, true, REJECTED",
        "INCONCLUSIVE, 2, true, INCONCLUSIVE",
        "INCONCLUSIVE, 0, true, ERROR",
        "NOT_APPLICABLE, 0, true, ERROR",
        "ERROR, 3, true, ERROR",
        "FAIL, 4, false, ERROR"
    })
    void onlyAPassWithExitCodeZeroAndARestoredLabIsAccepted(
            Verdict result, int exitCode, boolean restored, Outcome outcome) {
        assertThat(Outcome.of(result, exitCode, restored)).isEqualTo(outcome);
    }
}
