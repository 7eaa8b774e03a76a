package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.topology.LinkCharacter;

/** Frames that are not what a plain sender makes; the ends keep their offloads, as a careless lab would. */
class WireFramesIT {

    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    private static final int BURST = 3000;

    private final TestNamespaces namespaces = new TestNamespaces();

    @TempDir
    Path folder;

    private WireControl control;
    private WireProcess process;

    @BeforeEach
    void twoHostsAndAWireBetween() throws IOException {
        namespaces.make("a");
        namespaces.make("b");
        namespaces.make("wire");
        namespaces.join("a", "eth0", "wire", "w0a");
        namespaces.join("b", "eth0", "wire", "w0b");
        namespaces.ip("a", "addr", "add", "198.18.0.0/31", "dev", "eth0");
        namespaces.ip("b", "addr", "add", "198.18.0.1/31", "dev", "eth0");
        control = WireControl.create(folder.resolve("control"), 1);
        process = WireProcess.start(
                namespaces.path("wire"),
                folder.resolve("control"),
                List.of(new WireSpec("w0a", "w0b", LinkCharacter.PLAIN)),
                folder.resolve("errors"));
    }

    @AfterEach
    void remove() {
        process.close();
        control.close();
        namespaces.close();
    }

    private void become(StrandCharacter character) {
        control.set(0, WireControl.A_TO_B, character);
    }

    private DatagramSocket socket(String namespace, String address) {
        return NetworkNamespace.within(
                namespaces.path(namespace), () -> new DatagramSocket(new InetSocketAddress(address, 7000)));
    }

    private static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("10 s have passed").isLessThan(limit);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void send(DatagramSocket from, DatagramSocket to, int bytes) throws IOException {
        from.send(new DatagramPacket(new byte[bytes], bytes, to.getLocalSocketAddress()));
    }

    private WireReading reading() {
        return control.reading(0, WireControl.A_TO_B);
    }

    /** The kernel's letter for a stopped thread stands behind its name. */
    private boolean everyThreadOfTheWireStands() {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
                    return false;
                }
            }
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aFrameWhoseChecksumWasLeftToHardwareArrives() throws Exception {
        try (DatagramSocket a = socket("a", "198.18.0.0");
                DatagramSocket b = socket("b", "198.18.0.1")) {
            b.setSoTimeout(5000);
            send(a, b, 100);
            DatagramPacket arrived = new DatagramPacket(new byte[200], 200);
            b.receive(arrived);
            assertThat(arrived.getLength()).isEqualTo(100);
        }
    }

    @Test
    void aCorruptedFrameIsDroppedByItsReceiverNotHidden() throws Exception {
        try (DatagramSocket a = socket("a", "198.18.0.0");
                DatagramSocket b = socket("b", "198.18.0.1")) {
            b.setSoTimeout(5000);
            DatagramPacket arrived = new DatagramPacket(new byte[200], 200);
            send(a, b, 100);
            b.receive(arrived);
            become(StrandCharacter.PLAIN.withCorruption(1));
            for (int i = 0; i < 20; i++) {
                send(a, b, 100);
            }
            await(() -> reading().corrupted() >= 20);
            become(StrandCharacter.PLAIN);
            send(a, b, 50);
            b.receive(arrived);
            assertThat(arrived.getLength()).isEqualTo(50);
        }
    }

    @Test
    void aVlanTagCrossesTheWire() throws Exception {
        byte[] frame = new byte[64];
        Arrays.fill(frame, 0, 6, (byte) 0xff);
        frame[6] = 2;
        frame[12] = (byte) 0x81;
        frame[14] = 0x20;
        frame[15] = 0x64;
        frame[16] = (byte) 0x88;
        frame[17] = (byte) 0xb5;
        frame[20] = 42;
        PacketSocket.Ring far =
                NetworkNamespace.within(namespaces.path("b"), () -> PacketSocket.openRing("eth0", 32, 2048));
        int near =
                NetworkNamespace.within(namespaces.path("a"), () -> PacketSocket.open("eth0", PacketSocket.ETH_P_ALL));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, frame);
            assertThat(SocketCalls.send(near, bytes, frame.length, 0)).isEqualTo(frame.length);
            FrameRing ring = new FrameRing(far.memory(), 32, 2048);
            int[] slot = {0};
            await(() -> {
                while (ring.arrived(slot[0])) {
                    ring.open(slot[0]);
                    if (ring.memory().get(JAVA_BYTE, ring.begin() + PacketSocket.VIRTIO_HEADER_BYTES + 20) == 42) {
                        return true;
                    }
                    slot[0]++;
                }
                return false;
            });
            byte[] arrived = ring.memory()
                    .asSlice(ring.begin() + PacketSocket.VIRTIO_HEADER_BYTES, frame.length)
                    .toArray(JAVA_BYTE);
            assertThat(arrived).isEqualTo(frame);
        } finally {
            Linux.close(near);
            Linux.close(far.fd());
        }
    }

    @Test
    void aFrameThatWasNeverCutToTheMtuIsCountedAndTheWireGoesOn() throws Exception {
        become(StrandCharacter.PLAIN.withDelay(1_000_000, 0));
        try (ServerSocket server = NetworkNamespace.within(
                        namespaces.path("b"), () -> new ServerSocket(7001, 1, InetAddress.getByName("198.18.0.1")));
                Socket client = NetworkNamespace.within(
                        namespaces.path("a"), () -> new Socket(InetAddress.getByName("198.18.0.1"), 7001))) {
            client.getOutputStream().write(new byte[100_000]);
            await(() -> reading().oversize() > 0);
            assertThat(reading().ownDrops()).isPositive();
            assertThat(process.alive()).isTrue();
            assertThat(server.isClosed()).isFalse();
        }
    }

    @Test
    void aWireThatStandsStillCountsWhatItsRingCouldNotHold() throws Exception {
        try (DatagramSocket a = socket("a", "198.18.0.0");
                DatagramSocket b = socket("b", "198.18.0.1")) {
            send(a, b, 100);
            await(() -> reading().passed() > 0);
            WireReading before = reading();
            long beganNs = System.nanoTime();
            Linux.kill((int) process.pid(), SIGSTOP);
            await(this::everyThreadOfTheWireStands);
            for (int i = 0; i < BURST; i++) {
                send(a, b, 100);
            }
            // Longer than an idle wire sleeps, for what it sleeps through is no stall.
            LockSupport.parkNanos(250_000_000);
            Linux.kill((int) process.pid(), SIGCONT);
            long stillNs = System.nanoTime() - beganNs;
            await(() -> reading().since(before).accounted() >= BURST);
            WireReading reading = reading().since(before);
            assertThat(reading.overrun()).isPositive();
            assertThat(reading.ownDrops()).isEqualTo(reading.overrun());
            assertThat(reading.errors().quantileNs(1)).isGreaterThan(40_000_000);
            assertThat(control.stalls().worstNs()).isBetween(1_000_000L, stillNs + 1_000_000_000L);
        }
    }

    @Test
    void aLinkOfWhichOnlyTheRateIsKnownSpreadsABurst() throws Exception {
        become(StrandCharacter.of(new LinkCharacter(0, 0, 0, 10e6)));
        try (DatagramSocket a = socket("a", "198.18.0.0");
                DatagramSocket b = socket("b", "198.18.0.1")) {
            b.setSoTimeout(5000);
            DatagramPacket arrived = new DatagramPacket(new byte[2000], 2000);
            send(a, b, 100);
            b.receive(arrived);
            long begin = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                send(a, b, 1000);
            }
            for (int i = 0; i < 20; i++) {
                b.receive(arrived);
            }
            long last = System.nanoTime();
            // 1000 + 42 + 24 octets at 10 Mbit/s are 853 µs each.
            assertThat(last - begin).isBetween(20 * 852_000L, 20 * 852_000L + 100_000_000L);
        }
    }
}
