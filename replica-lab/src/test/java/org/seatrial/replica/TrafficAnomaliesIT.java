package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.engine.anomaly.FrameTap;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.fault.Anomaly;
import org.seatrial.fault.Anomaly.Form;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.AnomalyControl;
import org.seatrial.lab.AnomalyReading;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;

/** Every form of traffic anomaly on real bridges: what was commanded arrives, ends by itself, and can be ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficAnomaliesIT {

    private static final Design DESIGN =
            Bridged.design("b1:p1 h1:eth1", "b1:p2 h2:eth1", "b1:p3 h3:eth1", "b2:p1 h4:eth1", "b2:p2 h5:eth1");
    private static final Endpoint FROM = new Endpoint("h1", "eth1");
    private static final Endpoint OTHER = new Endpoint("h2", "eth1");
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration SHOWS = Duration.ofSeconds(10);

    private final Lab lab;

    TrafficAnomaliesIT(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("lab.yaml"), "lab: namespaces\nnodes:\n  b2: {storm-control: {broadcast: 100/s}}\n");
        lab = new NamespaceLabProvider()
                .bringUp(new LabRequest(DESIGN, new LabBinding("proposed", "namespaces", file, ""), Set.of(), folder));
    }

    @AfterAll
    void takeTheLabDown() {
        lab.close();
    }

    private AnomalyControl anomalies() {
        return lab.anomalies().orElseThrow();
    }

    private static Anomaly anomaly(Form form, double rate, Duration lasts) {
        boolean aimed = form == Form.MICROBURST || form == Form.DUPLICATE_ADDRESS;
        @Nullable Endpoint station = aimed ? OTHER : null;
        return new Anomaly(form, rate, form.usual(), form == Form.MICROBURST ? 50 : 1, lasts, station);
    }

    private FrameTap tap(String node, String interfaceName) {
        return FrameTap.open(Layout.handle(LabNames.namespace(lab.id(), node)), interfaceName);
    }

    private static long came(AnomalyReading before, AnomalyReading now) {
        return now.arrived() - before.arrived() + now.refused() - before.refused();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void asManyFramesAsWereCommandedComeToTheSwitchAndTheSenderEndsByItself(Form form) {
        Anomaly anomaly = anomaly(form, 1_000, SHORT);
        AnomalyReading before = anomalies().read(FROM);
        Undo undo = anomalies().prepareAnomaly(FROM, anomaly, "anomaly-" + form.text());
        try {
            Commanded commanded = anomalies().unleash(FROM, anomaly);
            assertThat(commanded.widthNs()).isLessThan(Duration.ofSeconds(2).toNanos());
            LabITs.await(
                    () -> "came " + came(before, anomalies().read(FROM)) + " of " + anomaly.frames(),
                    SHOWS,
                    () -> came(before, anomalies().read(FROM)) >= anomaly.frames() * 0.8);
            LabITs.await("its end", SHOWS, () -> !anomalies().read(FROM).running());
        } finally {
            LabITs.heal(undo);
            LabITs.heal(undo);
        }
        assertThat(came(before, anomalies().read(FROM))).isLessThanOrEqualTo(anomaly.frames() + anomaly.burst());
    }

    @Test
    void aStormAndAFloodReachEveryPortAndMicroburstsOne() {
        for (Form form : new Form[] {Form.BROADCAST_STORM, Form.UNKNOWN_UNICAST_FLOOD, Form.MICROBURST}) {
            // A bridge knows where a station is once the station has sent.
            Anomaly hello = anomaly(Form.RUNT, 10, Anomaly.SHORTEST);
            run(OTHER, hello);
            try (FrameTap at = tap("h2", "eth1");
                    FrameTap beside = tap("h3", "eth1")) {
                Anomaly anomaly = anomaly(form, 1_000, SHORT);
                run(FROM, anomaly);
                assertThat(at.total()).as(form.text()).isGreaterThan(anomaly.frames() / 2);
                if (form == Form.MICROBURST) {
                    assertThat(beside.total()).isZero();
                } else {
                    assertThat(beside.total()).as(form.text()).isGreaterThan(anomaly.frames() / 2);
                }
            }
        }
    }

    private void run(Endpoint from, Anomaly anomaly) {
        AnomalyReading before = anomalies().read(from);
        Undo undo = anomalies().prepareAnomaly(from, anomaly, "run");
        anomalies().unleash(from, anomaly);
        LabITs.await("its end", SHOWS, () -> !anomalies().read(from).running());
        assertThat(came(before, anomalies().read(from))).isPositive();
        LabITs.heal(undo);
    }

    @Test
    void stormControlLetsTheLimitPassAndTheTapStillCountsTheWholeStorm() {
        Endpoint station = new Endpoint("h4", "eth1");
        Anomaly storm = anomaly(Form.BROADCAST_STORM, 2_000, Duration.ofSeconds(1));
        AnomalyReading before = anomalies().read(station);
        try (FrameTap beyond = tap("h5", "eth1")) {
            run(station, storm);
            assertThat(beyond.total()).isBetween(20L, 400L);
        }
        assertThat(came(before, anomalies().read(station))).isGreaterThan(1_500);
    }

    @Test
    void aStormIsHealedAtOnceAndTheMtuOfWhoSentTooLongFramesIsBack() {
        int mtu = lab.ports().orElseThrow().read(FROM).mtu();
        Anomaly oversize = anomaly(Form.OVERSIZE, 100, Anomaly.LONGEST);
        Undo undo = anomalies().prepareAnomaly(FROM, oversize, "healed");
        anomalies().unleash(FROM, oversize);
        assertThat(anomalies().read(FROM).running()).isTrue();
        assertThat(lab.ports().orElseThrow().read(FROM).mtu()).isEqualTo(9_000);
        LabITs.heal(undo);
        assertThat(anomalies().read(FROM).running()).isFalse();
        assertThat(lab.ports().orElseThrow().read(FROM).mtu()).isEqualTo(mtu);
        long quiet = anomalies().read(FROM).refused();
        long later = System.nanoTime() + SHORT.toNanos();
        LabITs.await("a while", SHOWS, () -> System.nanoTime() > later);
        assertThat(anomalies().read(FROM).refused()).isEqualTo(quiet);
    }

    @Test
    void aDuplicateAddressIsBelievedByTheNeighboursUntilItIsHealed() throws IOException {
        String address = lab.station("h2").address();
        String h3 = LabNames.namespace(lab.id(), "h3");
        String owner = resolved(h3, address);
        Anomaly duplicate = anomaly(Form.DUPLICATE_ADDRESS, 20, Anomaly.LONGEST);
        Undo undo = anomalies().prepareAnomaly(FROM, duplicate, "duplicate");
        anomalies().unleash(FROM, duplicate);
        try {
            LabITs.await(
                    () -> "believed: " + neighbour(h3, address),
                    SHOWS,
                    () -> !neighbour(h3, address).equals(owner));
        } finally {
            LabITs.heal(undo);
        }
        assertThat(resolved(h3, address)).isEqualTo(owner);
    }

    /** The hardware address that a node finds for an address when it sends there. */
    private static String resolved(String namespace, String address) throws IOException {
        try (DatagramSocket socket = NetworkNamespace.within(Layout.handle(namespace), () -> new DatagramSocket())) {
            socket.send(new DatagramPacket(new byte[1], 1, new InetSocketAddress(address, 7000)));
        }
        LabITs.await("an answer", SHOWS, () -> !neighbour(namespace, address).isEmpty());
        return neighbour(namespace, address);
    }

    /** The hardware address that a node has for an address. */
    private static String neighbour(String namespace, String address) {
        String[] words =
                Program.run("ip", "-n", namespace, "neigh", "show", address).split(" ", -1);
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equals("lladdr")) {
                return words[i + 1];
            }
        }
        return "";
    }
}
