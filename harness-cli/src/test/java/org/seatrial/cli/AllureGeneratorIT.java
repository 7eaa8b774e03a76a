package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.cli.SimulatedRun.Said;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.Json;
import org.seatrial.recording.RunFolder;
import tools.jackson.databind.JsonNode;

/** What we write for Allure, read by Allure's own report generator. */
class AllureGeneratorIT {

    @TempDir
    private Path folder = Path.of("unset");

    private static Path generator() throws IOException {
        try (Stream<Path> found = Files.list(ProjectFiles.root().resolve("harness-cli/target/allure"))) {
            return found.filter(one -> String.valueOf(one.getFileName()).startsWith("allure-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private JsonNode generated(FakeBehaviour behaviour, String name) throws IOException {
        RunFolder run = SimulatedRun.in(folder.resolve(name), behaviour);
        SimulatedRun.complete(run, folder.resolve("integrator.pem"));
        Path report = folder.resolve(name + "-report");
        // Started as its own script does; its configuration is beside its libraries.
        Path home = generator();
        Said said = Program.said(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-classpath",
                home.resolve("lib") + "/*:" + home.resolve("lib/config"),
                "io.qameta.allure.CommandLine",
                "generate",
                run.root().resolve("allure-results"),
                "--output",
                report);
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text().toLowerCase(Locale.ROOT))
                .contains("report successfully generated")
                .doesNotContain("warn", "error", "exception", "could not", "skip");
        return Json.mapper().readTree(Files.readAllBytes(report.resolve("widgets/summary.json")));
    }

    @Test
    void aGoodRunOpensWithoutAWarningAndAllItsRequirementsArePassed() throws IOException {
        JsonNode statistic = generated(FakeBehaviour.SOUND, "good").path("statistic");
        assertThat(statistic.path("passed").asInt()).isEqualTo(7);
        assertThat(statistic.path("total").asInt()).isEqualTo(7);
    }

    @Test
    void aBadRunShowsWhatFailedWithItsStepsAndFilesUnderItsCategory() throws IOException {
        JsonNode statistic = generated(SimulatedRun.late(), "bad").path("statistic");
        assertThat(statistic.path("failed").asInt()).isEqualTo(3);
        assertThat(statistic.path("total").asInt()).isEqualTo(7);
        Path data = folder.resolve("bad-report/data");
        assertThat(Files.readString(data.resolve("categories.csv"))).contains("The design broke a limit");
        List<JsonNode> cases;
        try (Stream<Path> files = Files.list(data.resolve("test-cases"))) {
            cases = files.map(file -> Json.mapper().readTree(file.toFile())).toList();
        }
        JsonNode failed = cases.stream()
                .filter(one -> one.path("name").asString("").startsWith("FO-2"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("testStage").path("steps").size()).isEqualTo(3);
        assertThat(failed.path("testStage")
                        .path("steps")
                        .path(0)
                        .path("attachments")
                        .size())
                .isEqualTo(1);
        assertThat(failed.path("testStage").path("attachments").size()).isEqualTo(1);
    }
}
