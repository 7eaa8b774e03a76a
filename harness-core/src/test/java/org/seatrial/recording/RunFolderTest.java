package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;

class RunFolderTest {

    private static final PlannedTrial FIRST = trial("b", 1);
    private static final PlannedTrial SECOND = trial("a", 1);
    private static final Plan PLAN =
            new Plan("s", "1.0.0", "", "", Map.of(), false, PlanKind.CERTIFY, 1, List.of(FIRST, SECOND), Map.of());

    private RunFolder folder = new RunFolder(Path.of("."));

    @BeforeEach
    void inAFreshFolder(@TempDir Path temporary) {
        folder = new RunFolder(temporary.resolve("run"));
    }

    @Test
    void trialsComeInTheOrderOfThePlan() throws IOException {
        write(SECOND, SECOND);
        write(FIRST, FIRST);

        assertThat(folder.trialRecords(PLAN)).extracting(TrialRecord::plan).containsExactly(FIRST, SECOND);
    }

    @Test
    void aTrialThatDidNotRunIsNotListed() throws IOException {
        write(SECOND, SECOND);

        assertThat(folder.trialRecords(PLAN)).extracting(TrialRecord::plan).containsExactly(SECOND);
    }

    @Test
    void aRecordMovedToAnotherTrialsFolderIsRefused() throws IOException {
        write(FIRST, SECOND);

        assertThatThrownBy(() -> folder.trialRecords(PLAN))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("trials/proposed/b/001/trial.json")
                .hasMessageContaining("proposed/a/001");
    }

    @Test
    void aRecordOutsideThePlanIsRefused() throws IOException {
        PlannedTrial extra = trial("a", 2);
        write(extra, extra);

        assertThatThrownBy(() -> folder.trialRecords(PLAN))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining("trials/proposed/a/002/trial.json");
    }

    @Test
    void aTruncatedRecordIsNamed() throws IOException {
        write(FIRST, FIRST);
        Path file = folder.trialRecord(FIRST.key());
        byte[] all = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(all, all.length / 2));

        assertThatThrownBy(() -> folder.trialRecords(PLAN))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void writingLeavesNoTemporaryFile() throws IOException {
        folder.writeJson(folder.plan(), PLAN);
        folder.writeJson(folder.plan(), PLAN);

        try (var files = Files.list(folder.root())) {
            assertThat(files).containsExactly(folder.plan());
        }
        assertThat(folder.readJson(folder.plan(), Plan.class)).isEqualTo(PLAN);
    }

    @Test
    void aValueThatCannotBeWrittenLeavesTheOldFile() throws IOException {
        folder.writeJson(folder.plan(), PLAN);

        assertThatThrownBy(() -> folder.writeJson(folder.plan(), List.of(Double.NaN)))
                .isInstanceOf(EvidenceException.class);
        assertThat(folder.readJson(folder.plan(), Plan.class)).isEqualTo(PLAN);
    }

    @Test
    void aKeyCannotLeaveTheTrialsFolder() {
        assertThatThrownBy(() -> folder.trial(new TrialKey("..", "..", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSuiteIsCopiedWithItsFolders(@TempDir Path suite) throws IOException {
        Files.createDirectories(suite.resolve("conf"));
        Files.writeString(suite.resolve("suite.yaml"), "a");
        Files.writeString(suite.resolve("conf/leaf.conf"), "b");

        folder.copySuite(suite);

        assertThat(folder.suite().resolve("suite.yaml")).hasContent("a");
        assertThat(folder.suite().resolve("conf/leaf.conf")).hasContent("b");
    }

    @Test
    void digestsAreThoseOfTheStandard() {
        assertThat(Digests.sha256(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private void write(PlannedTrial where, PlannedTrial what) throws IOException {
        TrialRecord record = new TrialRecord(
                what,
                TrialStatus.INVALID,
                "steady state not reached",
                "2026-11-21T10:15:03Z",
                0,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Interference.NONE,
                List.of(),
                List.of());
        folder.writeJson(folder.trialRecord(where.key()), record);
    }

    private static PlannedTrial trial(String name, int repetition) {
        return new PlannedTrial(
                new TrialKey("proposed", name, repetition),
                List.of("probe"),
                List.of(),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false,
                List.of(),
                null,
                List.of(),
                List.of());
    }
}
