package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.device.drbd.DrbdVolume;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.MirrorWatch;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

final class InventoryTest {

    private static final String DEVICES = """
        lab: physical
        devices:
          pdu-a: {adapter: snmp-outlet, model: apc-rpdu2, address: 192.0.2.10, community: {env: PDU}, done-within: 12 s}
          pdu-b: {adapter: fence-agent, agent: fence_eaton_snmp, address: 192.0.2.11, options: {community: {env: PDU}}}
          leaf: {adapter: arista-eapi, url: 'https://192.0.2.30', user: admin, password: {file: /etc/lab/eapi}}
          hand: {adapter: manual, reply-within: 5 min}
        """;

    @TempDir
    Path folder;

    @Test
    void nodesFeedsCablesAndPortsAreBoundToDevices() {
        Inventory inventory = read(DEVICES + """
            nodes:
              west-a: {power: [{device: pdu-a, outlet: '3', feed: a}, {device: pdu-b, plug: '7', feed: b}]}
            links:
              fibre-a: {cable: {device: hand, what: 'fibre A'}, shutdown: {near: {device: leaf, interface: Ethernet10}}}
            known-differences: [the fibres are 2 m long]
            """);
        assertThat(inventory.nodes().getOrDefault("west-a", List.of()))
                .extracting(ControlPoint::shown)
                .containsExactly("pdu-a outlet 3", "pdu-b plug 7");
        assertThat(inventory
                        .nodes()
                        .getOrDefault("west-a", List.of())
                        .getFirst()
                        .doneWithin())
                .isEqualTo(Duration.ofSeconds(12));
        assertThat(inventory.feeds().getOrDefault("b", List.of()))
                .extracting(ControlPoint::shown)
                .containsExactly("pdu-b plug 7");
        assertThat(inventory.cables().getOrDefault("fibre-a", List.of()))
                .extracting(ControlPoint::shown)
                .containsExactly("hand what fibre A");
        assertThat(inventory.ports().values()).singleElement().satisfies(ports -> {
            assertThat(ports.near()).isPresent();
            assertThat(ports.far()).isEmpty();
        });
        assertThat(inventory.knownDifferences()).containsExactly("the fibres are 2 m long");
    }

    @Test
    void whatIsReadHoldsPlacesOfSecretsAndNoSecret() {
        Inventory inventory = read(DEVICES);
        assertThat(inventory.devices())
                .hasEntrySatisfying(
                        "pdu-b",
                        device -> assertThat(device.settings().secrets())
                                .containsEntry("options.community", new SecretRef(SecretRef.Source.ENV, "PDU")));
    }

    @Test
    void aSecretWrittenOutIsRefusedAndNotRepeated() {
        List<Problem> problems = problems("""
            lab: physical
            devices:
              a: {adapter: snmp-outlet, model: apc-rpdu, address: 192.0.2.1, community: hunter2}
              b: {adapter: fence-agent, agent: fence_x, options: {passwd: hunter2, API_KEY: hunter2}}
              c: {adapter: redfish, url: 'https://admin:hunter2@192.0.2.2'}
            """);
        assertThat(problems)
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem.message()).doesNotContain("hunter2"));
        assertThat(problems)
                .extracting(Problem::reason)
                .filteredOn(reason -> reason.contains("must not stand"))
                .hasSize(3);
    }

    @Test
    void aSecretBesideTheInventoryOrInARepositoryIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("repository/.git"));
        assertThat(problems("""
            lab: physical
            devices:
              a: {adapter: snmp-outlet, model: apc-rpdu, address: 192.0.2.1, community: {file: secret}}
              b: {adapter: snmp-outlet, model: apc-rpdu, address: 192.0.2.2, community: {file: REPO/secret}}
            """.replace("REPO", folder.resolve("repository").toString())))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.reason()).contains("the file lies in"));
    }

    @Test
    void everyUnknownNameIsToldWithTheNearOnes() {
        assertThat(problems(DEVICES + """
            nodes:
              wset-a: {power: {device: pdu-a, outlet: '1'}}
              east-a: {power: {device: pdu-q, outlet: '2'}}
            links:
              fibre-q: {cable: {device: hand, what: x}}
            feeds:
              q: {power: {device: pdu-a, outlet: '4'}}
            """))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'wset-a'", "'west-a' (nearest)"),
                        message -> assertThat(message).contains("'pdu-q'", "(nearest)"),
                        message -> assertThat(message).contains("'fibre-q'", "'fibre-a' (nearest)"),
                        message -> assertThat(message).contains("'q'", "power feed"));
    }

    @Test
    void anUnknownAdapterKeyOrModelIsToldWithTheNearOnes() {
        assertThat(problems("""
            lab: physical
            devices:
              a: {adapter: snmp-outlets, address: 192.0.2.1}
              b: {adapter: snmp-outlet, model: apc-rpdu3, address: 192.0.2.1, comunity: {env: X}}
            """))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'snmp-outlet' (nearest)"),
                        message -> assertThat(message).contains("apc-rpdu3", "(nearest)"),
                        message -> assertThat(message).contains("'comunity'", "'community' (nearest)"));
    }

    @Test
    void settingsThatDoNotFitTogetherAreTold() {
        assertThat(problems("""
            lab: physical
            devices:
              a: {adapter: snmp-outlet, model: apc-rpdu, address: 192.0.2.1}
              b: {adapter: snmp-port, address: 192.0.2.2, version: 3, user: lab}
              c: {adapter: redfish, url: '192.0.2.3', user: lab}
              d: {adapter: snmp-outlet, model: apc-rpdu, address: 192.0.2.4, community: {env: PDU}}
            nodes:
              west-a: {power: {device: d, outlet: third}}
            """))
                .extracting(Problem::reason)
                .satisfiesExactlyInAnyOrder(
                        reason -> assertThat(reason).contains("needs 'community'"),
                        reason -> assertThat(reason).contains("'user' and 'auth-password'"),
                        reason -> assertThat(reason).contains("not http:// or https://"),
                        reason -> assertThat(reason).contains("only one is there"),
                        reason -> assertThat(reason).contains("'third' is no index"));
    }

    @Test
    void twoFeedsOnOneOutletAreRefused() {
        assertThat(problems(DEVICES + """
            nodes:
              west-a: {power: [{device: pdu-a, outlet: '3', feed: a}, {device: pdu-a, outlet: '3', feed: b}]}
            """))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("two entries"));
    }

    @Test
    void aNodeThatWouldKeepAFeedIsRefused() {
        assertThat(problems(DEVICES + """
            nodes:
              west-a: {power: [{device: pdu-a, outlet: '3', feed: a}]}
            """))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("from feed b"));
    }

    @Test
    void aShutdownIsNotTakenForAPulledCable() {
        assertThat(problems(DEVICES + """
            links:
              fibre-a: {cable: {device: leaf, interface: Ethernet10}}
            """))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("which is another fault"));
    }

    @Test
    void whatMustNeverBeTouchedMustNotBeSwitchable() {
        assertThat(problems(DEVICES + """
            nodes:
              west-a: {power: {device: pdu-a, outlet: '3'}}
            never: [west-a, fibre-a]
            """))
                .singleElement()
                .satisfies(problem -> assertThat(problem.value()).isEqualTo("west-a"));
    }

    @Test
    void whatThisMachineLacksIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), DEVICES);
        assertThat(new PhysicalLabProvider().lacking(design(), new LabBinding("x", "physical", file, "")))
                .anySatisfy(lacking -> assertThat(lacking.what()).contains("secret in env PDU"))
                .anySatisfy(lacking -> assertThat(lacking.what()).contains("nothing can be measured there yet"));
    }

    private static final String HOSTS = """
        lab: physical
        devices:
          west: {adapter: ssh, address: 192.0.2.1, user: lab, key-file: /etc/lab/key, known-hosts: /etc/lab/known}
          east: {adapter: ssh, address: 192.0.2.2, user: lab, key-file: /etc/lab/key, known-hosts: /etc/lab/known}
          hand: {adapter: manual}
        """;

    @Test
    void aVolumeThatDrbdMirrorsIsAskedForAtBothItsHosts() {
        Inventory inventory = read(HOSTS + """
            mirrors:
              disk: {node: west-a, device: west, copy: east-a, copy-device: east, mode: sync,
                     drbd: {resource: r0, volume: 3, peer: east-host}}
            """);

        assertThat(inventory.mirrors())
                .containsExactly(new Inventory.Mirror(
                        new MirrorWatch.Mirror("west-a", "disk", "east-a"),
                        true,
                        "west",
                        new DrbdVolume("r0", 3, Optional.of("east-host")),
                        "east",
                        new DrbdVolume("r0", 3, Optional.empty())));
    }

    @Test
    void everyMistakeInAMirrorIsTold() {
        assertThat(problems(HOSTS + """
            mirrors:
              disk: {node: west, device: hand, copy: east-a, copy-device: eats, mode: both,
                     drbd: {resource: 'r0; reboot', volume: -1, volum: 0}}
              data: {node: west-a, copy: west-a, device: west, copy-device: west, mode: async, drbd: {resource: r1}}
              'a,b': {node: west-a}
            """))
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("'west'", "'west-a' (nearest)"),
                        message -> assertThat(message).contains("manual runs no command on a host", "ssh"),
                        message -> assertThat(message).contains("'eats'", "'east' (nearest)"),
                        message -> assertThat(message).contains("no such mode of a mirror", "sync or async"),
                        message -> assertThat(message).contains("cannot be put into a command"),
                        message -> assertThat(message).contains("-1", "out of range"),
                        message -> assertThat(message).contains("'volum'", "'volume' (nearest)"),
                        message -> assertThat(message).contains("a copy at the volume's own node is none"),
                        message -> assertThat(message).contains("asked for at one host"),
                        message -> assertThat(message).contains("cannot be named so"),
                        message -> assertThat(message).contains("'device' is missing"),
                        message -> assertThat(message).contains("'copy' is missing"),
                        message -> assertThat(message).contains("'copy-device' is missing"),
                        message -> assertThat(message).contains("'mode' is missing"),
                        message -> assertThat(message).contains("'drbd' is missing"));
    }

    @Test
    void oneVolumeOfDrbdIsNotTwoMirrors() {
        assertThat(problems(HOSTS + """
            mirrors:
              disk: {node: west-a, device: west, copy: east-a, copy-device: east, mode: sync, drbd: {resource: r0}}
              data: {node: west-a, device: west, copy: east-a, copy-device: east, mode: sync, drbd: {resource: r0}}
            """))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.reason()).contains("another mirror already"));
    }

    @Test
    void aHostWithoutCommandsSwitchesNothing() {
        assertThat(problems(HOSTS + """
            nodes:
              west-a: {power: {device: west, target: '3'}}
            """))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("'on', 'off', 'read'"));
    }

    private Inventory read(String text) {
        Problems problems = new Problems();
        Inventory inventory = InventoryReader.read(design(), write("lab.yaml", text), problems)
                .orElseThrow();
        assertThat(problems.list()).isEmpty();
        return inventory;
    }

    private List<Problem> problems(String text) {
        return new PhysicalLabProvider().check(design(), new LabBinding("x", "physical", write("lab.yaml", text), ""));
    }

    private Design design() {
        return TopologyReader.read(write("topology.clab.yml", """
            name: two
            topology:
              nodes:
                west-a: {kind: linux, image: x, labels: {role: sut, feeds: "a,b"}}
                east-a: {kind: linux, image: x, labels: {role: tester, feeds: "a,b"}}
              links:
                - endpoints: ["west-a:eth1", "east-a:eth1"]
                  vars: {name: fibre-a}
            """));
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
