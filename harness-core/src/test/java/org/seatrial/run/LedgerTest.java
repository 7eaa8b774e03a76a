package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;

final class LedgerTest {

    private static final Commanded WHEN = new Commanded(10, 20);

    @TempDir
    private Path folder = Path.of("unset");

    private Path file() {
        return folder.resolve("ledger.jsonl");
    }

    private static Undo undo(String id) {
        return new Undo(id, "fake", "mend " + id, Map.of("what", id));
    }

    @Test
    void anUndoIsOnTheDiskBeforeTheCallReturns() {
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("1"));
            assertThat(Ledger.read(file()).open()).containsExactly(undo("1"));
        }
    }

    @Test
    void onlyAHealClosesAnUndo() {
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("1"));
            ledger.undo(undo("2"));
            ledger.injected(undo("1"), WHEN);
            ledger.healFailed(undo("1"), "no answer");
            ledger.healed(undo("2"), WHEN);
        }
        assertThat(Ledger.read(file()).open()).containsExactly(undo("1"));
    }

    @Test
    void anUndoWrittenAgainAfterItsHealIsOpenAgain() {
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("1"));
            ledger.healed(undo("1"), WHEN);
            ledger.undo(undo("1"));
        }
        assertThat(Ledger.read(file()).open()).containsExactly(undo("1"));
    }

    @Test
    void aTornLastLineIsReportedAndHidesNothing() throws IOException {
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("1"));
        }
        Files.writeString(file(), "{\"event\":\"undo\",\"id\":\"2\",\"un", StandardOpenOption.APPEND);
        Ledger.Contents contents = Ledger.read(file());
        assertThat(contents.open()).containsExactly(undo("1"));
        assertThat(contents.unreadable()).singleElement().asString().startsWith("line 2: ");
    }

    @Test
    void aLedgerOpenedAfterACrashDoesNotWriteIntoTheTornLine() throws IOException {
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("1"));
        }
        Files.writeString(file(), "{\"event\":\"he", StandardOpenOption.APPEND);
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("2"));
        }
        assertThat(Ledger.read(file()).open()).containsExactly(undo("1"), undo("2"));
    }

    @Test
    void aHealIsWrittenAlsoByAnInterruptedThread() {
        try (Ledger ledger = new Ledger(file())) {
            ledger.undo(undo("1"));
            Thread.currentThread().interrupt();
            ledger.healed(undo("1"), WHEN);
            assertThat(Thread.interrupted()).isTrue();
            ledger.undo(undo("2"));
        }
        assertThat(Ledger.read(file()).open()).containsExactly(undo("2"));
    }
}
