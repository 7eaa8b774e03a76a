package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireControlTest {

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void silencingOneDirectionLeavesEverythingElse() throws IOException {
        try (WireControl control = WireControl.create(folder.resolve("control"), 2)) {
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
