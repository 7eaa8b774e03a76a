package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.engine.sys.TestNamespaces;

/**
 * Against packets that scapy builds and takes apart, from fields that were written down independently of ours. The peer signs
 * with Python's own HMAC. Needs the Debian package python3-scapy.
 */
class StampInteropIT {

    private static final String AUTH = "auth=" + HexFormat.of().formatHex(Octets.KEY.octets());
    private static final int PACKETS = 50;

    private final TestNamespaces namespaces = new TestNamespaces();
    private String script = "";
    private Path inside = Path.of("");

    @BeforeEach
    void aNamespace() throws URISyntaxException {
        inside = namespaces.make("peer");
        URL peer = getClass().getResource("/stamp/peer.py");
        assertThat(peer).isNotNull();
        script = Path.of(Objects.requireNonNull(peer).toURI()).toString();
    }

    @AfterEach
    void remove() {
        namespaces.close();
    }

    private String[] peer(String... words) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", script));
        command.addAll(List.of(words));
        return command.toArray(String[]::new);
    }

    private static String[] words(String first, String modes) {
        return (first + " " + modes).strip().split(" ", -1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "padded", "tlv", "ptp", "light", "AUTH", "AUTH tlv"})
    void theirSenderUnderstandsOurReflector(String modes) {
        Optional<AuthenticationKey> key = modes.contains("AUTH") ? Optional.of(Octets.KEY) : Optional.empty();
        try (RunningReflector reflector = RunningReflector.start(new ReflectorSettings(
                Optional.of(AddressPrefix.literal("127.0.0.1")),
                0,
                key,
                true,
                List.of(),
                1_000_000,
                Optional.of(inside)))) {
            String[] words = words("send 127.0.0.1 " + reflector.port() + " " + PACKETS, modes.replace("AUTH", AUTH));
            assertThat(namespaces.in("peer", peer(words))).contains("answered " + PACKETS);
            ReflectorCounts counts = reflector.stop();
            assertThat(counts.answered()).isEqualTo(PACKETS);
            assertThat(counts.refused()).isEmpty();
        }
    }

    private MeasuredPath againstTheirReflector(String modes, Probe probe) throws IOException, InterruptedException {
        // The session opens with one packet more.
        int answers = PACKETS + 1;
        List<String> command = new ArrayList<>(
                List.of("ip", "netns", "exec", inside.getFileName().toString()));
        command.addAll(List.of(peer(words("reflect 8620 " + answers, modes))));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("ready");
            MeasuredPath path =
                    probe.packets(PACKETS, 5_000_000).from(inside).measure().path();
            assertThat(said.readAllAsString()).contains("reflected " + answers);
            assertThat(process.waitFor()).isZero();
            return path;
        } finally {
            process.destroy();
        }
    }

    private static void assertMeasured(MeasuredPath path) {
        assertThat(path.packets().answered()).isEqualTo(PACKETS);
        assertThat(path.packets().discarded()).isEmpty();
        assertThat(path.loss()).isEqualTo(PathLoss.of(0, 0, 0));
        assertThat(path.roundTrip().samples()).isEqualTo(PACKETS);
        assertThat(path.forward().samples()).isEqualTo(PACKETS);
        assertThat(path.reflector().ttlThere()).contains(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stateful", "ptp"})
    void ourSenderUnderstandsTheirReflector(String modes) throws IOException, InterruptedException {
        MeasuredPath path = againstTheirReflector(modes, Probe.to("127.0.0.1", 8620));
        assertMeasured(path);
        assertThat(path.reflector().knowsSessions()).contains(true);
        assertThat(path.reflector().ownNumbers()).isEqualTo(modes.equals("stateful"));
    }

    @Test
    void ourSignedSenderUnderstandsTheirSignedReflector() throws IOException, InterruptedException {
        assertMeasured(againstTheirReflector(AUTH, Probe.to("127.0.0.1", 8620).signed(Octets.KEY)));
    }

    @Test
    void ourPaddingIsATlvThatTheyCanRead() throws IOException, InterruptedException {
        assertMeasured(againstTheirReflector("", Probe.to("127.0.0.1", 8620).of(200)));
    }

    @Test
    void ourSenderCopesWithALightReflector() throws IOException, InterruptedException {
        MeasuredPath path = againstTheirReflector("light", Probe.to("127.0.0.1", 8620));
        assertMeasured(path);
        assertThat(path.reflector().knowsSessions()).contains(false);
    }
}
