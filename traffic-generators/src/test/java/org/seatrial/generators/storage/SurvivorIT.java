package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.LabException;
import org.seatrial.traffic.StorageWorkload;

/** Two real targets on loopback: one is written to, the copy of the other is read. */
class SurvivorIT {

    private static final String LOOPBACK = "127.0.0.1";
    private static final Path HERE = Path.of("/proc/self/ns/net");
    private static final StorageWorkload WRITES = new StorageWorkload(
            "writes",
            "app",
            "san1",
            StorageWorkload.Protocol.NBD,
            "disk",
            2,
            100,
            Duration.ofSeconds(2),
            4096,
            1 << 20,
            Optional.of("san2"),
            StorageWorkload.Generator.SEATRIAL);

    @TempDir
    Path folder;

    /** nbdkit with an empty disk in its memory. */
    private static final class Disk implements AutoCloseable {
        private final Process process;

        Disk(int port) throws IOException, InterruptedException {
            process = new ProcessBuilder("nbdkit", "-f", "-i", LOOPBACK, "-p", Integer.toString(port), "memory", "1M")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!answers(port)) {
                assertThat(process.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(limit);
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        private static boolean answers(int port) {
            try (Socket socket = new Socket(InetAddress.ofLiteral(LOOPBACK), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static Target at(String node, int port) {
        return new NbdTarget(node, HERE, LOOPBACK, LOOPBACK, port, "disk");
    }

    @Test
    void aCopyThatCouldNotBeReadWhileTheFaultLastedIsNotReadAfterItWasHealed() throws Exception {
        int first = freePort();
        int second = freePort();
        try (Disk _ = new Disk(first);
                StorageSession session =
                        new StorageSession(WRITES, at("san1", first), at("san2", second), Duration.ofSeconds(20))) {
            try (Disk _ = new Disk(second)) {
                session.connect();
                session.start(System.nanoTime());
            }
            assertThatThrownBy(session::beforeHealing).isInstanceOf(LabException.class);
            try (Disk _ = new Disk(second)) {
                session.stop();
            }
            assertThat(session.evidence(folder)).isEmpty();
            assertThat(session.shortfalls()).anyMatch(said -> said.contains("while the fault lasted"));
        }
    }

    @Test
    void aCopyThatIsReadWhileTheFaultLastsIsEvidence() throws Exception {
        int first = freePort();
        int second = freePort();
        try (Disk _ = new Disk(first);
                Disk _ = new Disk(second);
                StorageSession session =
                        new StorageSession(WRITES, at("san1", first), at("san2", second), Duration.ofSeconds(20))) {
            session.connect();
            session.start(System.nanoTime());
            session.beforeHealing();
            session.stop();
            assertThat(session.evidence(folder))
                    .singleElement()
                    .satisfies(file -> assertThat(file.path()).isEqualTo("writes.ledger.csv"));
            assertThat(session.shortfalls()).isEmpty();
        }
    }
}
