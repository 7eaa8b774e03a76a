package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.Phase;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

final class RunbookTest {

    private static final RecoveryAction ISOLATE = action("isolate", Duration.ofMillis(500), List.of("restore.sh"));
    private static final RecoveryAction REPORT = action("report", Duration.ofMillis(1500), List.of());

    @TempDir
    private Path folder = Path.of("unset");

    private static RecoveryAction action(String name, Duration after, List<String> undo) {
        return new RecoveryAction(
                name, "west-a", List.of(name + ".sh"), undo, after, Duration.ofMillis(400), Duration.ofMillis(400));
    }

    private TrialRecord run(Quirk... quirks) throws IOException {
        return new SimRun(folder)
                .behaving(FakeBehaviour.SOUND.with(quirks))
                .operating(ISOLATE, REPORT)
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
    }

    private List<String> healed() throws IOException {
        return ledger().lines()
                .filter(line -> line.contains("\"event\":\"healed\"") && line.contains("/cut/"))
                .toList();
    }

    private String ledger() throws IOException {
        try (var files = Files.find(folder, 5, (path, _) -> path.endsWith("ledger.jsonl"))) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    @Test
    void theOutageLastsUntilTheOperatorHasActed() throws IOException {
        TrialRecord record = run(Quirk.NEEDS_OPERATOR);
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        // Half of 16 streams at 500 packets a second for 500 ms and the 10 ms that the program takes.
        assertThat(record.flows()
                        .getFirst()
                        .phaseCounts()
                        .getOrDefault(
                                Phase.FAULT.text(), record.flows().getFirst().counts())
                        .lost())
                .isBetween(8L * 254, 8L * 256);
    }

    @Test
    void eachActionIsStartedWhenItIsDue() throws IOException {
        TrialRecord record = run();
        long struckNs =
                Objects.requireNonNull(record.faults().getFirst().commanded()).beforeNs();
        assertThat(record.actions())
                .extracting(ActionRecord::startedNs)
                .containsExactly(struckNs + 500_000_000L, struckNs + 1_500_000_000L);
        assertThat(record.actions()).noneMatch(ActionRecord::failed);
    }

    @Test
    void whatHasAnUndoIsTakenBackAfterTheFaultIsHealed() throws IOException {
        run();
        assertThat(healed()).hasSize(2);
        assertThat(healed().getFirst()).contains("cut/001#1");
        assertThat(healed().getLast()).contains("cut/001#isolate");
    }

    @Test
    void takingBackIsRecordedWithItsTime() throws IOException {
        TrialRecord record = run();
        long healedNs =
                Objects.requireNonNull(record.faults().getFirst().healed()).beforeNs();
        assertThat(record.actions().getFirst().undone())
                .isNotNull()
                .satisfies(undone -> assertThat(undone.beforeNs()).isGreaterThanOrEqualTo(healedNs));
        assertThat(record.actions().getLast().undone()).isNull();
    }

    @Test
    void anUndoIsInTheLedgerBeforeItsActionRuns() throws IOException {
        run();
        assertThat(ledger())
                .containsSubsequence(
                        "\"event\":\"undo\",\"id\":\"proposed/cut/001#isolate",
                        "\"event\":\"healed\",\"id\":\"proposed/cut/001#1");
    }

    @Test
    void anActionThatFailsIsAResultAndNoReasonToLeaveTheTrialOut() throws IOException {
        TrialRecord record = run(Quirk.ACTION_FAILS);
        assertThat(record.status()).isEqualTo(TrialStatus.VALID);
        assertThat(record.actions())
                .allSatisfy(action -> assertThat(action.failure()).isEqualTo("it ended with exit code 1"));
    }

    @Test
    void anActionThatHangsHasFailedWhenItsTimeIsOver() throws IOException {
        TrialRecord record = run(Quirk.ACTION_HANGS);
        assertThat(record.status()).isEqualTo(TrialStatus.VALID);
        assertThat(record.actions().getFirst().failure()).isEqualTo("it did not end within 400 ms and was killed");
    }

    @Test
    void anActionThatFailedIsTakenBackToo() throws IOException {
        run(Quirk.ACTION_FAILS);
        assertThat(healed()).hasSize(2);
    }
}
