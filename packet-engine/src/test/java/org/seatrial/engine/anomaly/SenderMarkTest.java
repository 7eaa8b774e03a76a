package org.seatrial.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderMarkTest {

    @TempDir
    private Path folder = Path.of(".");

    private SenderMark mark() {
        return SenderMark.in(folder.resolve("anomaly-eth1.pid"));
    }

    @Test
    void aSenderIsFoundByItsMark() throws IOException {
        mark().write();
        assertThat(mark().running()).contains((int) ProcessHandle.current().pid());
    }

    @Test
    void anotherProcessThatHasTheNumberByNowIsNotTakenForTheSender() throws IOException {
        mark().write();
        Files.writeString(folder.resolve("anomaly-eth1.start"), "1\n");
        assertThat(mark().running()).isEmpty();
    }

    @Test
    void whereNobodyEverSentNobodyRuns() throws IOException {
        assertThat(mark().running()).isEmpty();
    }

    @Test
    void aBrokenMarkIsNotTakenForNobody() throws IOException {
        mark().write();
        Files.writeString(folder.resolve("anomaly-eth1.pid"), "one\n");
        assertThatThrownBy(() -> mark().running()).isInstanceOf(IOException.class);
    }
}
