package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.HealException;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;

final class HealingTest {

    private static final Undo UNDO = new Undo("1", "flaky", "mend it", Map.of());

    @TempDir
    private Path folder = Path.of("unset");

    /** Fails so many times, then heals. */
    private record Flaky(int failures, AtomicInteger calls) implements Healer {
        Flaky(int failures) {
            this(failures, new AtomicInteger());
        }

        @Override
        public String name() {
            return "flaky";
        }

        @Override
        public Commanded heal(Undo undo) {
            if (calls.incrementAndGet() <= failures) {
                throw new NoClassDefFoundError("not even an exception");
            }
            return new Commanded(1, 2);
        }
    }

    @Test
    void aPassingFailureIsTriedAgain() {
        try (Ledger ledger = new Ledger(folder.resolve("l"))) {
            ledger.undo(UNDO);
            new Healing(List.of(new Flaky(1)), ledger).heal(UNDO);
        }
        assertThat(Ledger.read(folder.resolve("l")).open()).isEmpty();
    }

    @Test
    void aLastingFailureLeavesTheUndoOpen() {
        try (Ledger ledger = new Ledger(folder.resolve("l"))) {
            ledger.undo(UNDO);
            assertThatThrownBy(() -> new Healing(List.of(new Flaky(9)), ledger).heal(UNDO))
                    .isInstanceOf(HealException.class)
                    .hasMessageContaining("mend it");
        }
        assertThat(Ledger.read(folder.resolve("l")).open()).containsExactly(UNDO);
    }

    @Test
    void anUndoThatNobodyUnderstandsIsAFailure() {
        try (Ledger ledger = new Ledger(folder.resolve("l"))) {
            ledger.undo(UNDO);
            assertThatThrownBy(() -> new Healing(List.of(), ledger).heal(UNDO))
                    .isInstanceOf(HealException.class)
                    .hasMessageContaining("flaky");
        }
    }
}
