package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Undo;

class NamespaceHealthTest {

    @TempDir
    private Path folder = Path.of("unset");

    private final NamespaceLabProvider provider = new NamespaceLabProvider();

    private Undo undo() {
        return new Undo(
                "cut-1",
                UndoKeys.HEALER,
                "let frames pass on fibre-a again",
                Map.of(UndoKeys.LAB, folder.resolve("beef").toString()));
    }

    @Test
    void aLabThatIsGoneIsHealthy() {
        assertThat(provider.unhealthy(List.of(undo()))).isEmpty();
    }

    @Test
    void aLabThatIsStillThereIsNot() throws IOException {
        Files.createDirectory(folder.resolve("beef"));
        assertThat(provider.unhealthy(List.of(undo(), undo())))
                .containsExactly("the lab in " + folder.resolve("beef") + " is still there");
    }

    @Test
    void anUndoThatDoesNotSayWhereItWasIsNotTakenForHealed() {
        assertThat(provider.unhealthy(List.of(new Undo("x", UndoKeys.HEALER, "something", Map.of()))))
                .containsExactly("'something' does not say where it was");
    }

    @Test
    void allLabsOfThisMachineAreOneAsFarAsRemainsGo() {
        assertThat(provider.damaged(List.of(undo()))).isEqualTo(provider.parts(folder.resolve("lab.yaml")));
        assertThat(provider.damaged(List.of(new Undo("x", "device", "an outlet", Map.of()))))
                .isEmpty();
    }
}
