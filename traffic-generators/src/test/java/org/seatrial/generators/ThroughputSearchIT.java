package org.seatrial.generators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.recording.LoadStep;
import org.seatrial.run.Cancellation;
import org.seatrial.run.LoadOffer;
import org.seatrial.run.SystemClock;
import org.seatrial.run.ThroughputSearch;
import org.seatrial.suite.ThroughputSpec;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Precision;

/** The search meets a link whose rate is known, because a token bucket of the kernel sets it. */
class ThroughputSearchIT {

    private static final int FRAME_BYTES = 1250;
    private static final double LINK_BITS_PER_SECOND = 50e6;

    private final TestNamespaces namespaces = new TestNamespaces();

    @BeforeEach
    void twoHostsAndARouterWithASlowLink() {
        namespaces.make("a");
        namespaces.make("r");
        namespaces.make("b");
        namespaces.join("a", "eth0", "r", "to-a");
        namespaces.join("r", "to-b", "b", "eth0");
        namespaces.ip("a", "addr", "add", "198.18.0.0/31", "dev", "eth0");
        namespaces.ip("r", "addr", "add", "198.18.0.1/31", "dev", "to-a");
        namespaces.ip("r", "addr", "add", "198.18.0.2/31", "dev", "to-b");
        namespaces.ip("b", "addr", "add", "198.18.0.3/31", "dev", "eth0");
        namespaces.ip("a", "route", "add", "default", "via", "198.18.0.1");
        namespaces.ip("b", "route", "add", "default", "via", "198.18.0.2");
        namespaces.in("r", "sysctl", "-qw", "net.ipv4.ip_forward=1");
        for (String host : List.of("a", "b")) {
            try (InterfaceControl control = InterfaceControl.open(namespaces.path(host))) {
                control.switchOffloadsOff("eth0");
            }
        }
        namespaces.in(
                "r", "tc", "qdisc", "add", "dev", "to-b", "root", "tbf", "rate", "50mbit", "burst", "20kb", "limit",
                "60kb");
    }

    @AfterEach
    void remove() {
        namespaces.close();
    }

    private List<LoadStep> search(ThroughputSpec spec, Precision precision) {
        Flow flow = new Flow(
                "bulk",
                new Endpoint("a", "eth0"),
                new Endpoint("b", "eth0"),
                false,
                4,
                1,
                FRAME_BYTES,
                Flow.FORWARDING_DELAY_THRESHOLD,
                precision,
                1);
        TwoStations lab = new TwoStations(namespaces.path("a"), namespaces.path("b"), "198.18.0.0", "198.18.0.3");
        return ThroughputSearch.run(
                spec,
                FRAME_BYTES,
                new LoadOffer(lab, new PacketTrafficGenerator(), flow, new SystemClock(), new Cancellation()));
    }

    @Test
    void theRateOfASlowLinkIsFound() {
        List<LoadStep> steps = search(
                new ThroughputSpec(10e6, 100e6, 0.02, Duration.ofMillis(500), Duration.ofSeconds(2), 2, 3, 1),
                Precision.PRECISE);
        LoadStep confirmed = steps.stream()
                .filter(step -> step.kind() == LoadStep.Kind.CONFIRM)
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(confirmed.result()).as(steps.toString()).isEqualTo(LoadStep.Result.LOSS_FREE);
        assertThat(confirmed.forwardedBitsPerSecond())
                .isBetween(LINK_BITS_PER_SECOND * 0.85, LINK_BITS_PER_SECOND * 1.01);
        assertThat(steps.stream()
                        .filter(step -> step.result() == LoadStep.Result.LOSSY)
                        .mapToDouble(LoadStep::offeredBitsPerSecond)
                        .min()
                        .orElseThrow())
                .isGreaterThan(LINK_BITS_PER_SECOND * 0.98);
        assertThat(steps)
                .filteredOn(step -> step.kind() == LoadStep.Kind.LATENCY)
                .hasSize(3);
        // A queue of 60 kB holds what comes twice as fast as it goes for some 10 ms.
        assertThat(steps)
                .filteredOn(step -> step.kind() == LoadStep.Kind.BURST)
                .filteredOn(step -> step.result() == LoadStep.Result.LOSS_FREE)
                .isNotEmpty()
                .allMatch(step -> step.offered() < 400);
    }
}
