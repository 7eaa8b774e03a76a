package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.seatrial.input.InputException;
import org.seatrial.suites.SuiteTests;

/** A suite as tests, executed without an engine: what passes, what fails and what only warns. */
class SuiteTestsIT {

    @TempDir
    private Path folder = Path.of("unset");

    private Path suite(String requirements) throws IOException {
        Path example = ProjectFiles.root().resolve("docs/examples/acceptance-tests/src/test/resources/two-planes");
        Path copy = Files.createDirectories(folder.resolve("suite"));
        try (Stream<Path> files = Files.list(example)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        Path yaml = copy.resolve("suite.yaml");
        String shorter = Files.readString(yaml).replace("for: 3 s", "for: 1 s").replace("repeat: 2", "repeat: 1");
        Files.writeString(yaml, shorter + requirements);
        return copy;
    }

    /** What each test ended with, by container and name. */
    private static Map<String, Throwable> executed(Stream<? extends DynamicNode> nodes, String place) {
        Map<String, Throwable> outcomes = new LinkedHashMap<>();
        nodes.forEach(node -> {
            String name = place + node.getDisplayName();
            switch (node) {
                case DynamicContainer container -> outcomes.putAll(executed(container.getChildren(), name + " > "));
                case DynamicTest test -> outcomes.put(name, thrown(test));
                default -> throw new IllegalStateException("neither a test nor a container");
            }
        });
        return outcomes;
    }

    private static Throwable thrown(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return new NothingThrown();
        } catch (Throwable e) {
            return e;
        }
    }

    /** The test passed. */
    private static final class NothingThrown extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void eachRequirementIsATestOfItsTrialAndItsVerdictIsTheOutcome() throws IOException {
        Path suite = suite("""
              - id: FO-2
                text: Nobody notices a pulled fibre
                expect: probe.outage.longest < 25 ms in fibre-pull for all trials
              - id: FO-3
                text: As above, only to be told
                blocker: false
                expect: probe.outage.longest < 25 ms in fibre-pull for all trials
            """);
        Map<String, Throwable> outcomes =
                executed(SuiteTests.of(suite).runs(folder.resolve("runs")).with("--seed", "7").stream(), "");
        assertThat(outcomes.keySet())
                .containsExactly(
                        "the run comes to its end and leaves the lab as it was",
                        "proposed/quiet > LOSS-1: Nothing is lost while nothing is broken",
                        "proposed/fibre-pull > FO-1: A pulled fibre is noticed and left within 100 ms",
                        "proposed/fibre-pull > FO-2: Nobody notices a pulled fibre",
                        "proposed/fibre-pull > FO-3: As above, only to be told");
        List<Throwable> thrown = List.copyOf(outcomes.values());
        assertThat(thrown.subList(0, 3)).allMatch(NothingThrown.class::isInstance);
        assertThat(thrown.get(3)).isInstanceOf(AssertionFailedError.class).hasMessageStartingWith("FAIL: ");
        assertThat(thrown.get(4)).isInstanceOf(TestAbortedException.class).hasMessageStartingWith("a warning: FAIL");
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            assertThat(runs.filter(Files::isDirectory)).hasSize(1);
        }
    }

    @Test
    void whatCannotBeRunIsNoPass() throws IOException {
        Path suite = suite("");
        Map<String, Throwable> outcomes =
                executed(SuiteTests.of(suite).runs(folder.resolve("runs")).with("--plan", "none").stream(), "");
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.values())
                .allSatisfy(thrown -> assertThat(thrown)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("exit code 64")
                        .hasMessageContaining("--plan"));
    }

    @Test
    void aBrokenSuiteIsToldBeforeAnythingRuns() throws IOException {
        Path suite = suite("  - {id: X, text: y, expect: nobody.lost <= 0 in quiet}\n");
        assertThatThrownBy(() -> SuiteTests.of(suite).stream())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nobody");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
