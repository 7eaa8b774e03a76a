package org.seatrial.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.engine.flow.StreamTap;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireProcess;
import org.seatrial.engine.wire.WireSpec;
import org.seatrial.lab.LabException;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.LinkCharacter;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Outcome;
import org.seatrial.traffic.Precision;
import org.seatrial.traffic.TrafficSession;

class PacketTrafficIT {

    private static final Flow PROBE =
            new Flow("probe", new Endpoint("a", "eth0"), new Endpoint("b", "eth0"), true, 16, 500, 128);
    private static final Flow CALLS =
            new Flow("calls", new Endpoint("a", "eth0"), new Endpoint("b", "eth0"), true, 50, 50, 214);

    private final TestNamespaces namespaces = new TestNamespaces();

    @TempDir
    Path folder;

    @BeforeEach
    void twoHostsAndAWireBetween() {
        namespaces.make("a");
        namespaces.make("b");
        namespaces.make("wire");
        namespaces.join("a", "eth0", "wire", "w0a");
        namespaces.join("b", "eth0", "wire", "w0b");
        namespaces.ip("a", "addr", "add", "198.18.0.0/31", "dev", "eth0");
        namespaces.ip("b", "addr", "add", "198.18.0.1/31", "dev", "eth0");
        for (String host : List.of("a", "b")) {
            try (InterfaceControl control = InterfaceControl.open(namespaces.path(host))) {
                control.switchOffloadsOff("eth0");
            }
        }
    }

    @AfterEach
    void remove() {
        namespaces.close();
    }

    private record Sampled(Map<Outcome, Integer> outcomes, List<Long> delays, List<Long> lateness) {
        long delay(double quantile) {
            return at(delays, quantile);
        }

        private static long at(List<Long> values, double quantile) {
            return values.stream()
                    .sorted()
                    .skip((long) (quantile * (values.size() - 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Sampled samples(TrafficSession session, Flow flow) {
        Sampled sampled = new Sampled(new EnumMap<>(Outcome.class), new ArrayList<>(), new ArrayList<>());
        session.replay(
                flow,
                Duration.ofSeconds(2),
                (stream, sequence, intended, started, completed, outcome, copies, reordered) -> {
                    sampled.outcomes().merge(outcome, 1, Integer::sum);
                    sampled.lateness().add(started - intended);
                    if (outcome == Outcome.RECEIVED) {
                        sampled.delays().add(completed - started);
                    }
                });
        return sampled;
    }

    private static void waitFor(long nanoseconds) {
        Timespec timespec = new Timespec();
        long until = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < until) {
            timespec.sleepUntil(until);
        }
    }

    @Test
    void everyIntendedPacketIsAccountedForWithTheDelayOfTheWire() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(new LinkCharacter(500_000, 0, 0, 0));
                TrafficSession session = open()) {
            // The kernel may have sent a frame or two of its own by now: neighbours make themselves known.
            long before = control.forwarded(0, 0);
            session.start();
            waitFor(1_500_000_000L);
            session.stop(Duration.ofMillis(200));
            Sampled probe = samples(session, PROBE);
            Sampled calls = samples(session, CALLS);
            assertThat(probe.outcomes()).containsOnlyKeys(Outcome.RECEIVED);
            assertThat(probe.outcomes().get(Outcome.RECEIVED)).isBetween(22_000, 25_000);
            assertThat(calls.outcomes().get(Outcome.RECEIVED)).isBetween(6_500, 8_000);
            assertThat(probe.delay(0)).isGreaterThan(480_000);
            assertThat(probe.delay(0.5)).isBetween(500_000L, 700_000L);
            assertThat(session.clock().stepped()).isFalse();
            assertThat(control.forwarded(0, 0)).isGreaterThan(before);
            assertThat(wire.alive()).isTrue();
        }
    }

    @Test
    void samplesAreNotReadWhileTrafficRuns() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(LinkCharacter.PLAIN);
                TrafficSession session = open()) {
            assertThat(wire.alive()).isTrue();
            session.start();
            assertThatThrownBy(() -> samples(session, PROBE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stopped");
            // What is stopped before its first packet was due has nothing to read: a slow machine may take a while.
            waitFor(200_000_000L);
            session.stop(Duration.ofMillis(100));
            assertThat(samples(session, PROBE).outcomes()).containsKey(Outcome.RECEIVED);
            assertThat(control.forwarded(0, 0)).isPositive();
        }
    }

    @Test
    void trafficThatRanOutBeforeItWasStoppedIsNeverJudged() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(LinkCharacter.PLAIN);
                TrafficSession session = new PacketTrafficGenerator()
                        .open(
                                new TwoStations(namespaces.path("a"), namespaces.path("b")),
                                List.of(PROBE),
                                Duration.ofMillis(200))) {
            session.start();
            waitFor(600_000_000L);
            session.stop(Duration.ofMillis(100));
            assertThatThrownBy(() -> samples(session, PROBE))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("before it was stopped");
            assertThat(control.forwarded(0, WireControl.A_TO_B)).isPositive();
            assertThat(wire.alive()).isTrue();
        }
    }

    @Test
    void packetsSwallowedByTheWireAreLostAndNothingElse() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(LinkCharacter.PLAIN);
                TrafficSession session = open()) {
            session.start();
            waitFor(500_000_000L);
            long from = System.nanoTime();
            control.silence(0, WireControl.A_TO_B, from, from + 50_000_000L);
            waitFor(500_000_000L);
            session.stop(Duration.ofMillis(200));
            int lost = samples(session, PROBE).outcomes().getOrDefault(Outcome.LOST, 0)
                    + samples(session, CALLS).outcomes().getOrDefault(Outcome.LOST, 0);
            // The kernel may have sent a frame or two of its own meanwhile: neighbours make themselves known.
            long swallowed = control.silencedFrames(0, WireControl.A_TO_B);
            assertThat((long) lost).isPositive().isBetween(swallowed - 10, swallowed);
            assertThat(wire.alive()).isTrue();
        }
    }

    @Test
    void aTapNamesTheStreamsThatArriveAtAnInterface() throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(LinkCharacter.PLAIN);
                TrafficSession session = open()) {
            session.start();
            Map<String, BitSet> seen = StreamTap.watch(
                            List.of(new StreamTap.Place(namespaces.path("b"), "eth0")),
                            List.of(),
                            Duration.ofMillis(200))
                    .streams();
            BitSet none = new BitSet();
            assertThat(seen.getOrDefault("probe", none).cardinality()).isEqualTo(16);
            assertThat(seen.getOrDefault("calls", none).cardinality()).isEqualTo(50);
            assertThat(seen.getOrDefault("calls", none).length())
                    .as("only the forward streams")
                    .isEqualTo(50);
            assertThat(wire.alive()).isTrue();
            assertThat(control.forwarded(0, 0)).isPositive();
        }
    }

    /** Runs the session's loops on threads of which the given one, in the order they are made, dies at once. */
    private PacketTrafficSession openWithDying(int thread) {
        AtomicInteger made = new AtomicInteger();
        return PacketTrafficSession.open(
                new TwoStations(namespaces.path("a"), namespaces.path("b")),
                List.of(PROBE),
                Duration.ofSeconds(5),
                loop -> {
                    boolean dies = made.getAndIncrement() == thread;
                    return Thread.ofPlatform()
                            .daemon()
                            .uncaughtExceptionHandler((dead, thrown) -> {})
                            .unstarted(
                                    dies
                                            ? () -> {
                                                throw new IllegalStateException("the thread dies");
                                            }
                                            : loop);
                });
    }

    @ParameterizedTest
    @CsvSource({"0, the receiving thread died", "1, the sending thread died"})
    void trafficOfADeadThreadIsNeverJudged(int thread, String why) throws Exception {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(LinkCharacter.PLAIN);
                TrafficSession session = openWithDying(thread)) {
            session.start();
            waitFor(200_000_000L);
            session.stop(Duration.ofMillis(100));
            assertThatThrownBy(() -> samples(session, PROBE))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining(why);
            assertThatThrownBy(() -> session.receiverDrops(PROBE)).isInstanceOf(LabException.class);
            assertThat(control.lost(0, 0)).isZero();
            assertThat(wire.alive()).isTrue();
        }
    }

    @Test
    void preciseAndLightFlowsRunBesideEachOther() throws Exception {
        Flow exact = new Flow(
                "exact",
                PROBE.from(),
                PROBE.to(),
                false,
                16,
                100,
                128,
                Flow.FORWARDING_DELAY_THRESHOLD,
                Precision.PRECISE,
                1);
        Flow greedy = new Flow(
                "greedy",
                PROBE.to(),
                PROBE.from(),
                false,
                1,
                50_000,
                128,
                Flow.FORWARDING_DELAY_THRESHOLD,
                Precision.PRECISE,
                1);
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess wire = wire(LinkCharacter.PLAIN);
                TrafficSession session = new PacketTrafficGenerator()
                        .open(
                                new TwoStations(namespaces.path("a"), namespaces.path("b")),
                                List.of(exact, CALLS),
                                Duration.ofSeconds(5));
                TrafficSession degraded = new PacketTrafficGenerator()
                        .open(
                                new TwoStations(namespaces.path("a"), namespaces.path("b")),
                                List.of(greedy),
                                Duration.ofSeconds(1))) {
            session.start();
            waitFor(1_000_000_000L);
            session.stop(Duration.ofMillis(200));
            assertThat(samples(session, exact).outcomes()).containsOnlyKeys(Outcome.RECEIVED);
            assertThat(samples(session, CALLS).outcomes()).containsOnlyKeys(Outcome.RECEIVED);
            assertThat(session.receiverDrops(exact)).isZero();
            assertThat(session.receiverDrops(CALLS)).isZero();
            assertThat(session.shortfalls(exact)).isEmpty();
            // A machine with processors to spare grants what a smaller one refuses.
            assertThat(degraded.shortfalls(greedy))
                    .hasSize(Pacing.budget(Runtime.getRuntime().availableProcessors()) < 1 ? 1 : 0)
                    .allMatch(said -> said.contains("lightly"));
            assertThat(control.lost(0, 0)).isZero();
            assertThat(wire.alive()).isTrue();
        }
    }

    private WireProcess wire(LinkCharacter character) {
        return WireProcess.start(
                namespaces.path("wire"),
                folder.resolve("control"),
                List.of(new WireSpec("w0a", "w0b", character)),
                folder.resolve("errors"));
    }

    private TrafficSession open() {
        return new PacketTrafficGenerator()
                .open(
                        new TwoStations(namespaces.path("a"), namespaces.path("b")),
                        List.of(PROBE, CALLS),
                        Duration.ofSeconds(5));
    }
}
