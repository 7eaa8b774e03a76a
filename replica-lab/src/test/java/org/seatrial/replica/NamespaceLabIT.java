package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;
import org.seatrial.lab.Realisation;
import org.seatrial.lab.ReferencePath;
import org.seatrial.lab.Station;
import org.seatrial.recording.Noticed;
import org.seatrial.topology.Link;

/** The whole design, once, with every fault. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespaceLabIT {

    private static final Duration RECOVERY = Duration.ofSeconds(25);
    private static final Duration LINKWATCH = Duration.ofMillis(500);
    private static final Duration DETECTION = Duration.ofSeconds(3);

    private final Link fibre = Leonix.link("fibre-a");
    private final Lab lab;
    private final Path logs;

    NamespaceLabIT(@TempDir Path logs) {
        this.logs = logs;
        lab = new NamespaceLabProvider()
                .bringUp(new LabRequest(Leonix.design(), Leonix.binding(), Leonix.FIBRES, logs));
    }

    @BeforeAll
    void theLabIsWhole() {
        LabITs.await(
                "redundancy: " + lab.redundancy().missing(),
                RECOVERY,
                () -> lab.redundancy().whole());
    }

    @AfterEach
    void theLabIsWholeAgain() {
        LabITs.await(
                "redundancy: " + lab.redundancy().missing(),
                RECOVERY,
                () -> lab.redundancy().whole());
    }

    @AfterAll
    void nothingOfTheLabRemains() {
        String prefix = LabNames.prefix(lab.id());
        assertThat(LabITs.namespaces(prefix)).isNotEmpty();
        Thread.currentThread().interrupt();
        lab.close();
        assertThat(Thread.interrupted()).isTrue();
        lab.close();
        assertThat(LabITs.namespaces(prefix)).isEmpty();
        assertThat(LabRegistry.USUAL.resolve(lab.id())).doesNotExist();
        assertThat(logs.resolve("dc1-leaf1.bgpd.log")).exists();
    }

    private LinkControl links() {
        return lab.links().orElseThrow();
    }

    private NodeControl nodes() {
        return lab.nodes().orElseThrow();
    }

    @Test
    void anAddressOfTheOtherSiteAnswers() throws IOException {
        Station from = lab.station("pbx1");
        Station to = lab.station("phones");
        assertThat(roundTripNs(from, to)).isGreaterThan(2 * 171_500L);
    }

    @Test
    void theReferencePathCarriesFramesAndCanBeCut() throws IOException {
        ReferencePath path = lab.referencePath().orElseThrow();
        assertThat(roundTripNs(path.from(), path.to())).isPositive();
        Undo undo = links().prepareSilence(path.link(), Strand.A_TO_B, "reference-1");
        links().silence(path.link(), Strand.A_TO_B);
        try {
            assertThatThrownBy(() -> roundTripNs(path.from(), path.to())).isInstanceOf(IOException.class);
            assertThat(links().read(path.link()).silencedAtoB()).isPositive();
        } finally {
            // Healing must succeed on a thread that is being interrupted.
            Thread.currentThread().interrupt();
            LabITs.heal(undo);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(roundTripNs(path.from(), path.to())).isPositive();
    }

    /** What disturbs the design is watched by a thread that waits for a processor as long as a routing daemon does. */
    @Test
    void aThreadThatWaitsLikeTheNodesIsAsNiceAsTheirDaemons() throws IOException, InterruptedException {
        AtomicInteger own = new AtomicInteger();
        Thread waiting = Thread.ofPlatform().start(() -> {
            lab.waitLikeNodes();
            own.set(niceness(Path.of("/proc/thread-self/stat")));
        });
        waiting.join();

        assertThat(own.get()).isNegative().isEqualTo(nicenessOf("bgpd", "dc1-leaf1"));
    }

    private int nicenessOf(String daemon, String node) throws IOException {
        String namespace = lab.realisations().stream()
                .filter(one -> one.node().equals(node) && one instanceof Realisation.NamespaceNode)
                .map(one -> ((Realisation.NamespaceNode) one).namespace())
                .findFirst()
                .orElseThrow();
        for (String process :
                Program.run("ip", "netns", "pids", namespace).lines().toList()) {
            Path folder = Path.of("/proc", process);
            if (Files.readString(folder.resolve("comm")).strip().equals(daemon)) {
                return niceness(folder.resolve("stat"));
            }
        }
        throw new AssertionError("no " + daemon + " in " + node);
    }

    /** The seventeenth field behind the name, which may hold blanks itself (proc(5)). */
    private static int niceness(Path stat) {
        try {
            String text = Files.readString(stat);
            return Integer.parseInt(text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long roundTripNs(Station from, Station to) throws IOException {
        try (DatagramSocket there = socket(to);
                DatagramSocket here = socket(from)) {
            there.setSoTimeout(300);
            here.setSoTimeout(300);
            DatagramPacket packet = new DatagramPacket(new byte[64], 64);
            long begin = System.nanoTime();
            packet.setSocketAddress(there.getLocalSocketAddress());
            here.send(packet);
            there.receive(packet);
            packet.setSocketAddress(here.getLocalSocketAddress());
            there.send(packet);
            here.receive(packet);
            return System.nanoTime() - begin;
        }
    }

    private static DatagramSocket socket(Station station) {
        return NetworkNamespace.within(
                station.namespace().orElseThrow(),
                () -> new DatagramSocket(new InetSocketAddress(station.address(), 7000)));
    }

    @Test
    void aPulledFibreLosesCarrierAtBothEndsAtOnce() {
        Undo undo = links().prepareCarrier(fibre, CableEnd.BOTH_ENDS, "pull-1");
        Commanded pulled = links().dropCarrier(fibre, CableEnd.BOTH_ENDS);
        try {
            double ms = LabITs.await("both carriers lost", LINKWATCH, () -> dark(links().read(fibre)));
            assertThat(ms).isLessThan(100);
            assertThat(pulled.widthNs()).isLessThan(200_000_000);
            LabITs.await("BGP noticed", DETECTION, () -> noticed(pulled, Noticed.BGP_DOWN, "dc1-leaf1", "dc2-leaf1"));
            assertThat(lab.redundancy().missing()).contains("dc1-leaf1:eth10 has no carrier");
        } finally {
            LabITs.heal(undo);
            LabITs.heal(undo);
        }
        LabITs.await("carriers back", LINKWATCH, () -> lit(links().read(fibre)));
    }

    @Test
    void oneEndAloneLosesItsCarrier() {
        Undo undo = links().prepareCarrier(fibre, CableEnd.FAR_END, "pull-2");
        Commanded pulled = links().dropCarrier(fibre, CableEnd.FAR_END);
        try {
            LabITs.await(
                    "far carrier lost", LINKWATCH, () -> !links().read(fibre).carrierB());
            assertThat(links().read(fibre).carrierA()).isTrue();
            // A cable that is put back before a daemon has looked would leave its reaction to the next test.
            LabITs.await("BGP noticed", DETECTION, () -> noticed(pulled, Noticed.BGP_DOWN, "dc1-leaf1", "dc2-leaf1"));
        } finally {
            LabITs.heal(undo);
        }
        LabITs.await("carriers back", LINKWATCH, () -> lit(links().read(fibre)));
    }

    @Test
    void aSilentCutIsNoticedByBfdAndKeepsTheCarrier() {
        Undo undo = links().prepareSilence(fibre, Strand.BOTH, "cut-1");
        Commanded cut = links().silence(fibre, Strand.BOTH);
        try {
            LabITs.await(
                    "BFD noticed at both ends",
                    DETECTION,
                    () -> noticed(cut, Noticed.BFD_DOWN, "dc1-leaf1", "dc2-leaf1"));
            LabITs.await("BGP followed", DETECTION, () -> noticed(cut, Noticed.BGP_DOWN, "dc1-leaf1", "dc2-leaf1"));
            LabITs.await("BGP followed", DETECTION, () -> noticed(cut, Noticed.BGP_DOWN, "dc1-leaf1", "dc2-leaf1"));
            LinkReading reading = links().read(fibre);
            assertThat(lit(reading)).isTrue();
            assertThat(reading.silencedAtoB()).isPositive();
            assertThat(reading.silencedBtoA()).isPositive();
            assertThat(lab.redundancy().whole()).isFalse();
        } finally {
            LabITs.heal(undo);
        }
        List<Noticed> down = lab.noticed(cut.beforeNs(), System.nanoTime()).stream()
                .filter(event -> event.what().equals(Noticed.BFD_DOWN))
                .toList();
        // 50 ms x 3 after the last packet before the cut, which was at most 50 ms old; the rest is the machine's load.
        assertThat(down.getFirst().atNs() - cut.beforeNs()).isBetween(80_000_000L, 400_000_000L);
    }

    @Test
    void aNodeWithoutPowerIsDarkToItsNeighboursAndComesBack() {
        Undo undo = nodes().preparePower("dc1-leaf1", "power-1");
        assertThat(nodes().read("dc1-leaf1").processes()).isEqualTo(4);
        assertThat(nodes().read("dc1-leaf1").carriersUp()).isEqualTo(4);
        nodes().powerOff("dc1-leaf1");
        try {
            LabITs.await("neighbours dark", LINKWATCH, () -> {
                NodeReading reading = nodes().read("dc1-leaf1");
                return reading.processes() == 0 && reading.carriersUp() == 0;
            });
        } finally {
            LabITs.heal(undo);
        }
        NodeReading back = nodes().read("dc1-leaf1");
        assertThat(back.processes()).isEqualTo(4);
        LabITs.await("carriers back", LINKWATCH, () -> nodes().read("dc1-leaf1").carriersUp() == 4);
        LabITs.heal(undo);
        assertThat(nodes().read("dc1-leaf1").processes()).isEqualTo(4);
    }

    @Test
    void aNodeThatLosesPowerKeepsItsInterfaces() {
        List<String> before = interfaces("dc2-leaf1");
        assertThat(before).hasSizeGreaterThanOrEqualTo(5);
        Undo undo = nodes().preparePower("dc2-leaf1", "power-2");
        nodes().powerOff("dc2-leaf1");
        try {
            LabITs.await("node dead", LINKWATCH, () -> nodes().read("dc2-leaf1").processes() == 0);
            assertThat(interfaces("dc2-leaf1")).isEqualTo(before);
        } finally {
            LabITs.heal(undo);
        }
        assertThat(interfaces("dc2-leaf1")).isEqualTo(before);
    }

    /** Names and indexes: an interface that was made anew has another index. */
    private List<String> interfaces(String node) {
        return NetworkNamespace.within(
                Layout.handle(LabNames.namespace(lab.id(), node)),
                () -> NetworkInterface.networkInterfaces()
                        .map(one -> one.getIndex() + " " + one.getName())
                        .sorted()
                        .toList());
    }

    @Test
    void aPlainCableRefusesToBePulled() {
        assertThatThrownBy(() -> links().prepareCarrier(Leonix.link("dc1-peer"), CableEnd.BOTH_ENDS, "pull-3"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("dc1-peer");
    }

    @Test
    void anUndoOfALabThatIsGoneIsASuccess() {
        Undo gone = new Undo(
                "x",
                UndoKeys.HEALER,
                "put it back",
                Map.of(
                        UndoKeys.ACTION,
                        UndoKeys.REPAIR,
                        UndoKeys.LAB,
                        "/run/seatrial/labs/none",
                        UndoKeys.CLAIM,
                        "cable of fibre-a at both-ends",
                        UndoKeys.REPAIRS,
                        new Repair.Raise("st-none-wire", "w0a").text()));
        assertThat(LabITs.heal(gone).widthNs()).isNotNegative();
        assertThat(Files.exists(Layout.handle("st-none-wire"))).isFalse();
    }

    private static boolean dark(LinkReading reading) {
        return !reading.carrierA() && !reading.carrierB();
    }

    private static boolean lit(LinkReading reading) {
        return reading.carrierA() && reading.carrierB();
    }

    private boolean noticed(Commanded since, String what, String... nodes) {
        List<String> by = lab.noticed(since.beforeNs(), System.nanoTime()).stream()
                .filter(event -> event.what().equals(what))
                .map(Noticed::node)
                .toList();
        return by.containsAll(List.of(nodes));
    }
}
