package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both verbs as a user starts them, over loopback. */
class StampVerbsIT {

    @TempDir
    Path folder;

    private static String freePort() throws SocketException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return Integer.toString(taken.getLocalPort());
        }
    }

    @Test
    void aMeasurementEndsWithASummaryAndALogThatOtherToolsRead() throws Exception {
        String port = freePort();
        Path log = folder.resolve("rtt.hlog");
        try (Seatrial reflector = Seatrial.start(folder, "reflect", "--bind", "127.0.0.1", "--port", port)) {
            reflector.awaitSaying("reflecting at 127.0.0.1:" + port + ", stateful, not authenticated");
            try (Seatrial sender = Seatrial.start(
                    folder,
                    "measure",
                    "127.0.0.1:" + port,
                    "--for",
                    "2 s",
                    "--interval",
                    "1 ms",
                    "--same-clock",
                    "--log",
                    log.toString())) {
                assertThat(sender.exit()).as(sender.said()).isZero();
                assertThat(sender.said())
                        .contains("sent         2000 of 2000 intended", "answered     2000;", "lost         0 of 2000")
                        .contains("forward 0, backward 0", "numbers its replies by itself", "p99")
                        .doesNotContain("not measured");
            }
            reflector.terminate();
            assertThat(reflector.exit()).as(reflector.said()).isZero();
            assertThat(reflector.said()).contains("answered 2001 of 2001 packets in 1 session");
        }
        assertThat(total(log)).isEqualTo(2000);
    }

    private static long total(Path log) throws FileNotFoundException {
        long total = 0;
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                assertThat(next).isInstanceOf(Histogram.class);
                total += ((Histogram) next).getTotalCount();
            }
        }
        return total;
    }

    @Test
    void aSignalEndsAMeasurementWithWhatItHas() throws Exception {
        String port = freePort();
        Path key = folder.resolve("key");
        Files.writeString(key, "00112233445566778899aabbccddeeff\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        try (Seatrial reflector = Seatrial.start(
                folder, "reflect", "--bind", "::1", "--port", port, "--stateless", "--auth-key", key.toString())) {
            reflector.awaitSaying("stateless, authenticated");
            try (Seatrial sender = Seatrial.start(
                    folder, "measure", "[::1]:" + port, "--count", "100000", "--auth-key", key.toString())) {
                sender.awaitSaying("measuring");
                sender.terminate();
                assertThat(sender.exit()).as(sender.said()).isZero();
                assertThat(sender.said())
                        .contains("stopped before all 100000", "authenticated, NTP timestamps")
                        .doesNotContain("00112233");
            }
            reflector.terminate();
            assertThat(reflector.exit()).as(reflector.said()).isZero();
            assertThat(reflector.said()).doesNotContain("00112233");
        }
    }
}
