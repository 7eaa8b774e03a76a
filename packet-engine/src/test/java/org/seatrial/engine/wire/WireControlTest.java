package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.topology.LinkCharacter;

class WireControlTest {

    @TempDir
    Path folder;

    private final StrandCharacter everything = new StrandCharacter(1_000, 500, 0.1, 0.2, 0.3, 0.4, 7_000, 1e9, 65_536);

    private Path file() {
        return folder.resolve("control");
    }

    @Test
    void settingsAndWindowsAreSeenThroughAnotherMapping() throws IOException {
        try (WireControl here = WireControl.create(file(), 3);
                WireControl there = WireControl.open(file())) {
            here.set(2, WireControl.B_TO_A, everything);
            here.silence(1, WireControl.A_TO_B, 100, 200);
            assertThat(there.wires()).isEqualTo(3);
            assertThat(there.slot(2, WireControl.B_TO_A).changed()).isEqualTo(everything);
            assertThat(there.character(2, WireControl.B_TO_A)).isEqualTo(everything);
            assertThat(there.character(2, WireControl.A_TO_B)).isNotEqualTo(everything);
            assertThat(there.silenced(1, WireControl.A_TO_B, 150)).isTrue();
            assertThat(there.silenced(1, WireControl.A_TO_B, 200)).isFalse();
            assertThat(there.silenced(1, WireControl.B_TO_A, 150)).isFalse();
        }
    }

    @Test
    void settingsAreTakenUpOnce() throws IOException {
        try (WireControl control = WireControl.create(file(), 1)) {
            assertThat(control.slot(0, 0).changed()).isNull();
            control.set(0, 0, everything);
            assertThat(control.slot(0, 0).changed()).isEqualTo(everything);
            assertThat(control.slot(0, 0).changed()).isNull();
            control.set(0, 0, everything.withLoss(0));
            assertThat(control.slot(0, 0).changed()).isEqualTo(everything.withLoss(0));
        }
    }

    @Test
    void passingEndsAnOpenWindowAndLeavesAPastOneAlone() throws IOException {
        try (WireControl control = WireControl.create(file(), 1)) {
            control.silence(0, 0, 100);
            control.pass(0, 0, 500);
            assertThat(control.silenced(0, 0, 499)).isTrue();
            assertThat(control.silenced(0, 0, 500)).isFalse();
            control.pass(0, 0, 900);
            assertThat(control.silenced(0, 0, 600)).isFalse();
        }
    }

    @Test
    void whatHappenedSinceAnEarlierReadingIsTheDifference() throws IOException {
        try (WireControl control = WireControl.create(file(), 1)) {
            control.slot(0, 0).add(StrandCounter.PASSED, 10);
            control.slot(0, 0).releaseError(50);
            WireReading before = control.reading(0, 0);
            control.slot(0, 0).add(StrandCounter.PASSED, 5);
            control.slot(0, 0).add(StrandCounter.OVERRUN, 2);
            control.slot(0, 0).releaseError(90);
            WireReading since = control.reading(0, 0).since(before);
            assertThat(since.passed()).isEqualTo(5);
            assertThat(since.ownDrops()).isEqualTo(2);
            assertThat(control.ownDrops()).isEqualTo(2);
            assertThat(since.errors().count()).isOne();
        }
    }

    @Test
    void theWorstStallIsKeptAndAllAreCounted() throws IOException {
        try (WireControl control = WireControl.create(file(), 1)) {
            control.stalled(2_000_000, 10);
            control.stalled(9_000_000, 20);
            control.stalled(3_000_000, 30);
            assertThat(control.stalls()).isEqualTo(new WireStalls(3, 9_000_000, 20));
        }
    }

    @Test
    void aJitterAboveTheDelayIsRefused() {
        assertThatThrownBy(() -> StrandCharacter.PLAIN.withDelay(10, 11)).hasMessageContaining("jitter");
        assertThatThrownBy(() -> StrandCharacter.PLAIN.withLoss(1.01)).hasMessageContaining("loss");
        assertThatThrownBy(() -> StrandCharacter.PLAIN.withLoss(Double.NaN)).hasMessageContaining("loss");
        assertThatThrownBy(() -> StrandCharacter.PLAIN.withRate(-1, 0)).hasMessageContaining("rate");
    }

    @Test
    void aProcessForAnotherNumberOfWiresIsNotStarted() throws IOException {
        try (WireControl control = WireControl.create(file(), 2)) {
            List<WireSpec> one = List.of(new WireSpec("w0a", "w0b", LinkCharacter.PLAIN));
            assertThatThrownBy(() -> WireProcess.start(Path.of("/run/netns/none"), file(), one, folder.resolve("e")))
                    .hasMessageContaining("for 2 wires, but 1");
            assertThat(control.wires()).isEqualTo(2);
        }
    }

    @Test
    void silencingOneDirectionLeavesEverythingElse() throws IOException {
        try (WireControl control = WireControl.create(file(), 2)) {
            control.silence(1, WireControl.B_TO_A, 500, 900);
            control.silence(0, WireControl.A_TO_B, 100);

            assertThat(control.silenced(0, WireControl.A_TO_B, 100)).isTrue();
            assertThat(control.silenced(0, WireControl.A_TO_B, 99)).isFalse();
            assertThat(control.silenced(0, WireControl.B_TO_A, 100)).isFalse();
            assertThat(control.silenced(1, WireControl.A_TO_B, 600)).isFalse();
            assertThat(control.silenced(1, WireControl.B_TO_A, 600)).isTrue();

            control.pass(0, WireControl.A_TO_B, 200);

            assertThat(control.silenced(0, WireControl.A_TO_B, 150)).isTrue();
            assertThat(control.silenced(0, WireControl.A_TO_B, 200)).isFalse();
            assertThat(control.silenced(1, WireControl.B_TO_A, 600)).isTrue();
        }
    }
}
