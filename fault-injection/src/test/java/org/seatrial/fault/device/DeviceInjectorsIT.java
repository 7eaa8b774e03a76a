package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Undo;
import org.seatrial.fault.contract.FaultInjectorContract;
import org.seatrial.input.InputException;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabRequest;
import org.seatrial.topology.TopologyReader;

/** Faults that switch several points of a design at one instant; each point is a file behind the program relay.sh. */
final class DeviceInjectorsIT {

    private static final String TOPOLOGY = """
        name: two-sites
        topology:
          nodes:
            west-a: {kind: linux, image: x, labels: {site: west, role: sut, feeds: "a,b"}}
            west-b: {kind: linux, image: x, labels: {site: west, role: sut, feeds: "b"}}
            east-a: {kind: linux, image: x, labels: {site: east, role: sut, feeds: "a"}}
            phones: {kind: linux, image: x, labels: {site: west, role: tester, feeds: "a"}}
          links:
            - endpoints: ["west-a:eth1", "east-a:eth1"]
              vars: {name: fibre-a}
            - endpoints: ["west-b:eth1", "east-a:eth2"]
              vars: {name: fibre-b}
            - endpoints: ["phones:eth1", "west-a:eth2"]
              vars: {name: patch}
        """;

    private static final String POINTS = """
        nodes:
          west-a: {power: [{device: relays, target: west-a-1, feed: a}, {device: relays, target: west-a-2, feed: b}]}
          west-b: {power: {device: relays, target: west-b, feed: b}}
          east-a: {power: {device: relays, target: east-a, feed: a}}
        links:
          fibre-a:
            shutdown: {near: {device: relays, target: near-a}, far: {device: relays, target: far-a}}
          fibre-b:
            shutdown: {near: {device: relays, target: near-b}}
        """;

    private static final List<String> RELAYS =
            List.of("west-a-1", "west-a-2", "west-b", "east-a", "near-a", "far-a", "near-b");

    /** The lab, in a folder. */
    private static Lab bench(Path folder, String points) {
        try {
            for (String relay : RELAYS) {
                Files.writeString(
                        Files.createDirectories(folder.resolve("gpio").resolve(relay))
                                .resolve("value"),
                        "1\n");
            }
            Path program =
                    Path.of("").toAbsolutePath().resolveSibling("docs/examples").resolve("relay.sh");
            String devices = "lab: physical\ndevices:\n  relays: {adapter: scripted, command: [" + program
                    + "], options: {folder: " + folder.resolve("gpio") + "}}\n";
            Path file = Files.writeString(folder.resolve("lab.yaml"), devices + points);
            Path topology = Files.writeString(folder.resolve("topology.clab.yml"), TOPOLOGY);
            Problems problems = new Problems();
            LabRequest request = new LabRequest(
                    TopologyReader.read(topology, problems).orElseThrow(() -> new InputException(problems.list())),
                    new LabBinding("bench", PhysicalLabProvider.NAME, file, ""),
                    Set.of(),
                    Files.createDirectories(folder.resolve("logs")));
            return new PhysicalLabProvider().bringUp(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which relays are off. */
    private static Map<String, Boolean> off(Path folder) {
        Map<String, Boolean> off = new TreeMap<>();
        try {
            for (String relay : RELAYS) {
                if (Files.readString(folder.resolve("gpio").resolve(relay).resolve("value"))
                        .startsWith("0")) {
                    off.put(relay, true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LinkedHashMap<>(off);
    }

    abstract static class OnRelays extends FaultInjectorContract {

        @TempDir
        Path folder;

        @Override
        protected Lab bringUp() {
            return bench(folder, POINTS);
        }

        @Override
        protected List<Healer> healers() {
            return List.of(new DeviceHealer());
        }

        @Override
        protected Object state(Lab lab) {
            return off(folder);
        }

        @Override
        protected void settle(Lab lab) {}

        @Override
        protected FaultInjector injector() {
            return new DevicePowerInjector();
        }

        @Override
        protected Fault foreign() {
            return new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS);
        }

        void takes(String... relays) {
            Undo undo = injector().prepare(fault(), lab(), "exact#1");
            injector().inject(fault(), lab());
            assertThat(off(folder)).containsOnlyKeys(relays);
            new DeviceHealer().heal(undo);
            assertThat(off(folder)).isEmpty();
        }
    }

    @Nested
    final class Shutdown extends OnRelays {

        @Override
        protected FaultInjector injector() {
            return new DeviceShutdownInjector();
        }

        @Override
        protected Fault fault() {
            return new Fault.Shutdown("fibre-a", CableEnd.BOTH_ENDS);
        }

        @Override
        protected Fault misspelt() {
            return new Fault.Shutdown("fibre-q", CableEnd.BOTH_ENDS);
        }

        @Override
        protected String nearName() {
            return "fibre-a";
        }

        @Test
        void bothEndsOfTheLinkAreShut() {
            takes("near-a", "far-a");
        }

        @Test
        void oneEndIsOnePort() {
            Undo undo = injector().prepare(new Fault.Shutdown("fibre-a", CableEnd.FAR_END), lab(), "far#1");
            injector().inject(new Fault.Shutdown("fibre-a", CableEnd.FAR_END), lab());
            assertThat(off(folder)).containsOnlyKeys("far-a");
            new DeviceHealer().heal(undo);
        }

        @Test
        void anEndThatNoDeviceShutsIsToldBeforeAnythingIsSwitched() {
            assertThatThrownBy(() ->
                            injector().prepare(new Fault.Shutdown("fibre-b", CableEnd.BOTH_ENDS), lab(), "missing#1"))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("the far end of link 'fibre-b'");
            assertThat(off(folder)).isEmpty();
        }
    }

    @Nested
    final class FeedLoss extends OnRelays {

        @Override
        protected Fault fault() {
            return new Fault.FeedLoss("b", List.of("west-b"));
        }

        @Override
        protected Fault misspelt() {
            return new Fault.FeedLoss("B", List.of("west-b"));
        }

        @Override
        protected String nearName() {
            return "'b'";
        }

        @Test
        void everyNodeOnTheFeedLosesItAndKeepsTheOther() {
            takes("west-a-2", "west-b");
        }
    }

    @Nested
    final class SiteLoss extends OnRelays {

        @Override
        protected Fault fault() {
            return new Fault.SiteLoss("west", List.of("west-a", "west-b"));
        }

        @Override
        protected Fault misspelt() {
            return new Fault.SiteLoss("wset", List.of("wset-a"));
        }

        @Override
        protected String nearName() {
            return "west-a";
        }

        @Test
        void everyNodeOfTheSiteLosesAllItsPower() {
            takes("west-a-1", "west-a-2", "west-b");
        }

        @Test
        void aSiteOfWhichOneNodeCannotBeSwitchedIsNotTakenInPart() {
            assertThatThrownBy(() -> injector()
                            .prepare(new Fault.SiteLoss("west", List.of("west-a", "phones")), lab(), "part#1"))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("node 'phones'");
            assertThat(off(folder)).isEmpty();
        }
    }

    @Test
    void aFeedThatANodeOfTheDesignWouldKeepIsNoLossOfTheFeed(@TempDir Path folder) {
        Lab lab = bench(folder, POINTS.replaceAll("(?m)^  east-a: .*\n", ""));
        assertThatThrownBy(() ->
                        new DevicePowerInjector().prepare(new Fault.FeedLoss("a", List.of("east-a")), lab, "part#1"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no device of the inventory acts on power feed 'a'");
    }

    @Test
    void theManagementPathIsLostWhenWhatHealsDoesNotAnswer(@TempDir Path folder) throws IOException {
        Lab lab = bench(folder, POINTS);
        Undo undo = new DevicePowerInjector().prepare(new Fault.PowerOff("west-b"), lab, "lost#1");
        assertThat(lab.management().orElseThrow().unanswered(List.of(undo))).isEmpty();
        Files.move(folder.resolve("gpio"), folder.resolve("gone"));
        assertThat(lab.management().orElseThrow().unanswered(List.of(undo)))
                .singleElement()
                .asString()
                .contains("relays target west-b", "no relay west-b");
    }
}
