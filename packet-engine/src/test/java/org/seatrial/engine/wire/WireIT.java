package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.topology.LinkCharacter;

class WireIT {

    private final TestNamespaces namespaces = new TestNamespaces();

    @TempDir
    Path folder;

    @BeforeEach
    void twoHostsAndAWireBetween() {
        Path a = namespaces.make("a");
        Path b = namespaces.make("b");
        namespaces.make("wire");
        namespaces.join("a", "eth0", "wire", "w0a");
        namespaces.join("b", "eth0", "wire", "w0b");
        namespaces.ip("a", "addr", "add", "198.18.0.0/31", "dev", "eth0");
        namespaces.ip("b", "addr", "add", "198.18.0.1/31", "dev", "eth0");
        for (Path namespace : List.of(a, b)) {
            try (InterfaceControl control = InterfaceControl.open(namespace)) {
                control.switchOffloadsOff("eth0");
            }
        }
    }

    @AfterEach
    void remove() {
        namespaces.close();
    }

    private WireProcess wire(LinkCharacter character) {
        return WireProcess.start(
                namespaces.path("wire"),
                folder.resolve("control"),
                List.of(new WireSpec("w0a", "w0b", character)),
                folder.resolve("errors"));
    }

    /** Sends datagrams 2 ms apart from a to b; the delay of each that arrived, in nanoseconds. */
    private List<Long> delaysOf(int datagrams) throws Exception {
        try (DatagramSocket sender = socket("a", "198.18.0.0");
                DatagramSocket receiver = socket("b", "198.18.0.1")) {
            receiver.setSoTimeout(300);
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < datagrams; i++) {
                long sent = System.nanoTime();
                byte[] data = ByteBuffer.allocate(8).putLong(sent).array();
                sender.send(new DatagramPacket(data, data.length, receiver.getLocalSocketAddress()));
                DatagramPacket arrived = new DatagramPacket(new byte[8], 8);
                try {
                    receiver.receive(arrived);
                    delays.add(System.nanoTime()
                            - ByteBuffer.wrap(arrived.getData()).getLong());
                } catch (SocketTimeoutException lost) {
                    assertThat(lost).isNotNull();
                }
            }
            return delays;
        }
    }

    private DatagramSocket socket(String namespace, String address) {
        return NetworkNamespace.within(
                namespaces.path(namespace), () -> new DatagramSocket(new InetSocketAddress(address, 7000)));
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    @Test
    void aFrameIsDelayedByTheLengthOfTheFibre() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = wire(new LinkCharacter(2_000_000, 0, 0, 0))) {
            List<Long> delays = delaysOf(100);
            assertThat(delays).hasSize(100);
            assertThat(median(delays)).isBetween(2_000_000L, 2_400_000L);
            assertThat(control.forwarded(0, WireControl.A_TO_B)).isGreaterThanOrEqualTo(100);
            assertThat(process.alive()).isTrue();
        }
    }

    @Test
    void aDelayThatIsAddedAtRunTimeActsAndGoesAgain() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = wire(LinkCharacter.PLAIN)) {
            StrandCharacter plain = control.character(0, WireControl.A_TO_B);
            control.set(0, WireControl.A_TO_B, plain.withDelay(10_000_000, 0));
            assertThat(median(delaysOf(20))).isBetween(10_000_000L, 14_000_000L);
            control.set(0, WireControl.A_TO_B, plain);
            assertThat(median(delaysOf(20))).isLessThan(5_000_000L);
            assertThat(process.alive()).isTrue();
        }
    }

    @Test
    void theSpinningWireDelaysLikeTheEconomicalOne() throws Exception {
        List<WireSpec> wires = List.of(new WireSpec("w0a", "w0b", new LinkCharacter(2_000_000, 0, 0, 0)));
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = WireProcess.start(
                        namespaces.path("wire"),
                        folder.resolve("control"),
                        wires,
                        folder.resolve("errors"),
                        WireMode.SPINNING,
                        1)) {
            assertThat(median(delaysOf(100))).isBetween(2_000_000L, 2_400_000L);
            assertThat(control.reading(0, WireControl.A_TO_B).errors().count()).isGreaterThanOrEqualTo(100);
            assertThat(process.alive()).isTrue();
        }
    }

    @Test
    void theReportOfAWindowHoldsEveryFrameSentInIt() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = wire(new LinkCharacter(200_000, 0, 0, 0));
                DatagramSocket sender = socket("a", "198.18.0.0");
                DatagramSocket receiver = socket("b", "198.18.0.1")) {
            long from = System.nanoTime() + 50_000_000L;
            long until = from + 20_000_000L;
            control.silence(0, WireControl.A_TO_B, from, until);
            WireReading before = control.reading(0, WireControl.A_TO_B);
            long surelyInside = 0;
            byte[] data = new byte[8];
            for (long sent = System.nanoTime(); sent < until + 50_000_000L; ) {
                sender.send(new DatagramPacket(data, data.length, receiver.getLocalSocketAddress()));
                long after = System.nanoTime();
                surelyInside += sent >= from && after < until ? 1 : 0;
                sent = after;
            }
            DropWindow window = control.dropWindow(0, WireControl.A_TO_B);
            assertThat(window.dropped()).isGreaterThanOrEqualTo(surelyInside).isPositive();
            assertThat(window.lastPassedBeforeNs().orElseThrow()).isLessThan(from);
            assertThat(window.firstDroppedNs().orElseThrow()).isBetween(from, until - 1);
            assertThat(window.lastDroppedNs().orElseThrow()).isBetween(from, until - 1);
            assertThat(window.firstPassedAfterNs().orElseThrow()).isGreaterThanOrEqualTo(until);
            WireReading reading = control.reading(0, WireControl.A_TO_B).since(before);
            assertThat(reading.silenced()).isEqualTo(window.dropped());
            assertThat(process.alive()).isTrue();
        }
    }

    @Test
    void aSilencedDirectionSwallowsEveryFrameUntilItPassesAgain() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = wire(LinkCharacter.PLAIN)) {
            assertThat(delaysOf(5)).hasSize(5);
            control.silence(0, WireControl.A_TO_B, System.nanoTime());
            assertThat(delaysOf(5)).isEmpty();
            assertThat(control.silencedFrames(0, WireControl.A_TO_B)).isGreaterThanOrEqualTo(5);
            control.pass(0, WireControl.A_TO_B, System.nanoTime());
            assertThat(delaysOf(5)).hasSize(5);
            assertThat(process.alive()).isTrue();
        }
    }

    @Test
    void aWireCarriesFramesAgainAfterItsEndsWereDown() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = wire(LinkCharacter.PLAIN);
                InterfaceControl ends = InterfaceControl.open(namespaces.path("wire"))) {
            assertThat(delaysOf(5)).hasSize(5);
            ends.setUp("w0a", false);
            ends.setUp("w0b", false);
            assertThat(delaysOf(2)).isEmpty();
            ends.setUp("w0a", true);
            ends.setUp("w0b", true);
            assertThat(delaysOf(20)).isNotEmpty();
            assertThat(process.alive()).isTrue();
            assertThat(control.forwarded(0, WireControl.A_TO_B)).isGreaterThan(5);
        }
    }
}
