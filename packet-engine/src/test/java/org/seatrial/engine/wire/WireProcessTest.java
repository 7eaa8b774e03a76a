package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.LabException;
import org.seatrial.topology.LinkCharacter;

class WireProcessTest {

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void aProcessThatDiesBeforeItKnowsItsWiresIsNamed() throws IOException {
        Path file = folder.resolve("control");
        List<WireSpec> wires = List.of(new WireSpec("a", "b", new LinkCharacter(175_000, 0, 0, 0)));
        try (WireControl control = WireControl.create(file, wires.size());
                WireProcess process = WireProcess.launch(folder.resolve("errors"))) {
            assertThat(control.wires()).isEqualTo(1);
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();

            assertThatThrownBy(() -> process.carry(folder, file, wires, WireMode.ECONOMICAL, 1))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("wire process");
            assertThat(process.alive()).isFalse();
        }
    }
}
