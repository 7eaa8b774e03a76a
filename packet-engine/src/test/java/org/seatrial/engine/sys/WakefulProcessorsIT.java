package org.seatrial.engine.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WakefulProcessorsIT {

    /** What the kernel grants now, of all requests together, µs. Without one it is half an hour and more. */
    private static int grantedUs() throws IOException {
        try (DataInputStream latency = new DataInputStream(Files.newInputStream(Path.of("/dev/cpu_dma_latency")))) {
            return Integer.reverseBytes(latency.readInt());
        }
    }

    @Test
    void processorsAreKeptAwakeFromTheRequestUntilItIsClosed() throws IOException {
        assumeThat(WakefulProcessors.possible()).isTrue();
        int before = grantedUs();
        assertThat(before).isPositive();

        WakefulProcessors awake = WakefulProcessors.request();
        try {
            assertThat(grantedUs()).isZero();
        } finally {
            awake.close();
        }
        assertThat(grantedUs()).isEqualTo(before);
        awake.close();
    }
}
