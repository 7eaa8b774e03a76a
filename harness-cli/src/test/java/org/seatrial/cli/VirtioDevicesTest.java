package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtioDevicesTest {

    @TempDir
    private Path folder = Path.of("unset");

    private boolean takenBack(String device, String features) throws IOException {
        Path virtio = Files.createDirectories(folder.resolve("virtio0"));
        Files.writeString(virtio.resolve("device"), device + "\n");
        Files.writeString(virtio.resolve("features"), features + "\n");
        return new VirtioDevices(folder).freedMemoryIsTakenBack();
    }

    @Test
    void aBalloonThatReportsFreePagesTakesThemBack() throws IOException {
        assertThat(takenBack("0x0005", "0110010100000000")).isTrue();
    }

    @Test
    void aBalloonThatReportsNoneTakesNoneBack() throws IOException {
        assertThat(takenBack("0x0005", "0110000100000000")).isFalse();
    }

    @Test
    void anotherDeviceTakesNothingBack() throws IOException {
        assertThat(takenBack("0x0001", "1111111111111111")).isFalse();
    }

    @Test
    void aMachineThatIsNotVirtualHasNoSuchDevices() throws IOException {
        assertThat(new VirtioDevices(folder.resolve("none")).freedMemoryIsTakenBack())
                .isFalse();
    }
}
