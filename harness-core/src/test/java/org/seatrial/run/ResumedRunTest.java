package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.suite.Suite;

final class ResumedRunTest {

    @TempDir
    private Path folder = Path.of("unset");

    private SimRun sim() {
        return new SimRun(folder);
    }

    private static TrialRecord record(RunFolder run, String trial, int repetition) throws IOException {
        return run.readJson(run.trialRecord(new TrialKey(Suite.DEFAULT_LAB, trial, repetition)), TrialRecord.class);
    }

    @Test
    void aResumedRunKeepsFinishedTrialsAndRunsTheRest() throws IOException {
        SimRun first = sim();
        first.injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        first.cancellation.cancel("interrupted by a signal");
                        return super.inject(fault, lab);
                    }
                })
                .trial("quiet", 1, false)
                .trial("pull", 1, false, TrialLoopTest.PULL)
                .trial("pull", 2, false, TrialLoopTest.PULL);
        RunOutcome stopped = first.run();
        SimRun second = sim();
        RunOutcome outcome = second.resume(stopped);
        assertThat(second.records)
                .extracting(record -> record.plan().key().path() + " " + record.status())
                .containsExactly("proposed/pull/001 VALID", "proposed/pull/002 VALID");
        assertThat(outcome.interrupted()).isEmpty();
        assertThat(record(outcome.folder(), "pull", 1).status()).isEqualTo(TrialStatus.VALID);
    }

    @Test
    void aResumedRunFirstHealsWhatTheDeadOneLeft() throws IOException {
        RunOutcome dead = sim().trial("quiet", 1, false).run();
        Files.delete(dead.folder().run());
        try (Ledger ledger = new Ledger(dead.folder().ledger())) {
            ledger.undo(new Undo("x#1", "fake", "mend x", Map.of("lab", "fake-long-gone", "break", "carrier of x")));
        }
        RunOutcome outcome = sim().resume(dead);
        assertThat(outcome.restore().allRestored()).isTrue();
        assertThat(Ledger.read(dead.folder().ledger()).open()).isEmpty();
    }

    @Test
    void aFinishedTrialThatWasChangedKeepsARunFromBeingResumed() throws IOException {
        RunOutcome dead = sim().trial("quiet", 1, false).run();
        RunFolder run = dead.folder();
        Files.delete(run.run());
        TrialRecord trial = record(run, "quiet", 1);
        String file = trial.flows().getFirst().files().getFirst().path();
        Path evidence = run.trial(trial.plan().key()).resolve(file);
        Files.writeString(evidence, "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> sim().resume(dead))
                .isInstanceOf(EvidenceException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("start a new run");
    }

    @Test
    void aResumedRunTakesBackTheReportOfItsFirstPart() throws IOException {
        RunOutcome stopped = sim().trial("quiet", 1, false).run();
        Files.writeString(stopped.folder().report(), "{}");
        Files.writeString(stopped.folder().recovery(), "");
        RunOutcome outcome = sim().resume(stopped);
        assertThat(outcome.folder().report()).doesNotExist();
        assertThat(outcome.folder().recovery()).doesNotExist();
        assertThat(outcome.folder().run()).exists();
    }

    @Test
    void whatCannotBeHealedKeepsAResumedRunFromStarting() throws IOException {
        RunOutcome dead = sim().trial("quiet", 1, false).run();
        Files.delete(dead.folder().trialRecord(new TrialKey(Suite.DEFAULT_LAB, "quiet", 1)));
        try (Ledger ledger = new Ledger(dead.folder().ledger())) {
            ledger.undo(new Undo("x#1", "nobody", "mend x", Map.of()));
        }
        SimRun second = sim();
        RunOutcome outcome = second.resume(dead);
        assertThat(second.records).isEmpty();
        assertThat(outcome.interrupted()).isPresent();
        assertThat(outcome.restore().allRestored()).isFalse();
    }
}
