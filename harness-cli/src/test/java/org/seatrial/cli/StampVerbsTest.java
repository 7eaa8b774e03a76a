package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StampVerbsTest {

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    private int exit(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setErr(new PrintWriter(said));
        command.setOut(new PrintWriter(said));
        return command.execute(arguments);
    }

    private String refusal(String... arguments) {
        assertThat(exit(arguments)).as(said.toString()).isEqualTo(64);
        assertThat(said.toString()).doesNotContain("\tat ");
        return said.toString();
    }

    private static int closedPort() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return taken.getLocalPort();
        }
    }

    @Test
    void everyProblemOfAMeasurementIsToldAtOnce() {
        assertThat(refusal(
                        "measure",
                        "127.0.0.1:99999",
                        "--count",
                        "0",
                        "--for",
                        "3 s",
                        "--interval",
                        "1 km",
                        "--size",
                        "45",
                        "--ssid",
                        "65536",
                        "--timeout",
                        "1 ns",
                        "--netns",
                        "st-none",
                        "--auth-key",
                        folder.resolve("none").toString(),
                        "--log",
                        folder.resolve("none/x.hlog").toString()))
                .contains("99999", "--count is given too", "1 km", "45", "65536", "1 ns", "st-none", "no such file")
                .contains("--log");
    }

    @Test
    void everyProblemOfAReflectorIsToldAtOnce() {
        assertThat(refusal("reflect", "--bind", "here", "--port", "0", "--allow", "10.0.0.0/40", "--limit", "0"))
                .contains("here", "--port", "10.0.0.0/40", "--limit");
    }

    @Test
    void anAddressThatIsNotOnThisHostIsBadInput() {
        assertThat(refusal("reflect", "--bind", "203.0.113.77", "--port", "8621"))
                .contains("203.0.113.77", "address of this host");
    }

    @Test
    void aTargetWithoutNameIsBadInput() {
        assertThat(refusal("measure", ":862")).contains("TARGET");
    }

    @Test
    void aReflectorThatDoesNotAnswerIsExit3AndNothingIsZero() throws IOException {
        Path log = folder.resolve("rtt.hlog");
        assertThat(exit(
                        "measure",
                        "127.0.0.1:" + closedPort(),
                        "--count",
                        "3",
                        "--interval",
                        "1ms",
                        "--timeout",
                        "100ms",
                        "--log",
                        log.toString()))
                .isEqualTo(3);
        assertThat(said.toString())
                .contains("answered     0", "round trip   not measured: nothing was answered", "cannot be reached");
        assertThat(Files.exists(log)).isFalse();
    }

    @Test
    void theSummaryAsJsonHasNothingWhereNothingWasMeasured() throws IOException {
        assertThat(exit(
                        "measure",
                        "127.0.0.1:" + closedPort(),
                        "--count",
                        "2",
                        "--interval",
                        "1ms",
                        "--timeout",
                        "100ms",
                        "--json"))
                .isEqualTo(3);
        assertThat(said.toString())
                .contains("\"answered\" : 0", "\"forward\" : null", "\"errorNs\" : null", "nothing was answered");
    }
}
