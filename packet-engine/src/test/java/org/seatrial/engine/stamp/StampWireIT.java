package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.TestNamespaces;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireProcess;
import org.seatrial.engine.wire.WireSpec;
import org.seatrial.topology.LinkCharacter;

/** Sender and reflector in two namespaces, and a wire between whose delay and drops are known. */
class StampWireIT {

    private static final long DELAY_NS = 5_000_000;
    private static final long STALL_NS = 4_000_000;
    private static final String REFLECTOR = "198.18.0.1";

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
        for (String name : List.of("a", "b", "wire")) {
            // Or the hosts' own multicasts are dropped frames too.
            namespaces.in(name, "sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
        }
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

    private WireProcess wire(long delayNs) {
        return WireProcess.start(
                namespaces.path("wire"),
                folder.resolve("control"),
                List.of(new WireSpec("w0a", "w0b", new LinkCharacter(delayNs, 0, 0, 0))),
                folder.resolve("errors"));
    }

    private Probe probe(RunningReflector reflector) {
        return Probe.to(REFLECTOR, reflector.port()).from(namespaces.path("a"));
    }

    @Test
    void eachDirectionTakesAsLongAsItsFibre() throws IOException {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1);
                WireProcess process = wire(DELAY_NS);
                RunningReflector reflector = RunningReflector.inside(namespaces.path("b"), true)) {
            MeasuredPath path =
                    probe(reflector).packets(500, 2_000_000).measure().path();
            assertThat(process.alive()).isTrue();
            assertThat(control.forwarded(0, WireControl.A_TO_B)).isGreaterThanOrEqualTo(500);
            assertThat(path.packets().answered()).isEqualTo(500);
            for (DelaySummary direction : List.of(path.forward(), path.backward())) {
                assertThat(Probe.statistic(direction, "min")).isGreaterThanOrEqualTo(DELAY_NS);
                assertThat(Probe.statistic(direction, "p50")).isLessThan(DELAY_NS + STALL_NS);
            }
            assertThat(Probe.statistic(path.roundTrip(), "min")).isGreaterThanOrEqualTo(2.0 * DELAY_NS);
            assertThat(Probe.mean(path.forward()) + Probe.mean(path.backward()))
                    .isCloseTo(Probe.mean(path.roundTrip()), within(1.0));
        }
    }

    private interface Drops {
        void command(WireControl control, long startNs);
    }

    private MeasuredPath withDrops(boolean stateful, WireControl control, Drops drops) {
        try (WireProcess process = wire(1_000_000);
                RunningReflector reflector = RunningReflector.inside(namespaces.path("b"), stateful)) {
            // Neighbours know each other before anything is dropped.
            assertThat(probe(reflector)
                            .packets(5, 1_000_000)
                            .measure()
                            .path()
                            .packets()
                            .answered())
                    .isEqualTo(5);
            drops.command(control, System.nanoTime() + 200_000_000);
            MeasuredPath path = CompletableFuture.supplyAsync(
                            () -> probe(reflector).packets(1_000, 1_000_000).measure())
                    .join()
                    .path();
            assertThat(process.alive()).isTrue();
            return path;
        }
    }

    @Test
    void whatTheWireDropsOnTheWayThereIsLostForwardExactly() throws IOException {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1)) {
            MeasuredPath path =
                    withDrops(true, control, (wire, at) -> wire.silence(0, WireControl.A_TO_B, at, at + 100_000_000));
            long dropped = control.silencedFrames(0, WireControl.A_TO_B);
            assertThat(dropped).isGreaterThan(20);
            assertThat(path.loss()).isEqualTo(PathLoss.of(dropped, 0, 0));
        }
    }

    @Test
    void whatTheWireDropsOnTheWayBackIsLostBackwardExactly() throws IOException {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1)) {
            MeasuredPath path =
                    withDrops(true, control, (wire, at) -> wire.silence(0, WireControl.B_TO_A, at, at + 100_000_000));
            long dropped = control.silencedFrames(0, WireControl.B_TO_A);
            assertThat(dropped).isGreaterThan(20);
            assertThat(path.loss()).isEqualTo(PathLoss.of(0, dropped, 0));
        }
    }

    @Test
    void dropsBothWaysAtDifferentTimesAreToldApart() throws IOException {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1)) {
            MeasuredPath path = withDrops(true, control, (wire, at) -> {
                wire.silence(0, WireControl.A_TO_B, at, at + 50_000_000);
                wire.silence(0, WireControl.B_TO_A, at + 200_000_000, at + 300_000_000);
            });
            long there = control.silencedFrames(0, WireControl.A_TO_B);
            long back = control.silencedFrames(0, WireControl.B_TO_A);
            assertThat(there).isGreaterThan(10);
            assertThat(back).isGreaterThan(20);
            assertThat(path.loss()).isEqualTo(PathLoss.of(there, back, 0));
        }
    }

    @Test
    void aStatelessReflectorTellsTheLossButNoDirection() throws IOException {
        try (WireControl control = WireControl.create(folder.resolve("control"), 1)) {
            MeasuredPath path =
                    withDrops(false, control, (wire, at) -> wire.silence(0, WireControl.A_TO_B, at, at + 100_000_000));
            assertThat(path.packets().lost()).isEqualTo(control.silencedFrames(0, WireControl.A_TO_B));
            assertThat(path.loss().forward()).isEmpty();
            assertThat(path.loss().notMeasured()).contains("tell no direction");
        }
    }
}
