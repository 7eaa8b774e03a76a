package org.seatrial.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;

class TopologyReaderTest {

    private static final String NODES = """
        name: lab
        topology:
          nodes:
            leaf1: {kind: linux}
            leaf2: {kind: linux}
          links:
        """;

    private final Problems problems = new Problems();

    private Design design(String text) {
        Optional<Design> design = TopologyReader.parse("t.clab.yml", text, problems);
        assertThat(told()).isEmpty();
        return design.orElseThrow();
    }

    private Link link(String vars) {
        return design(NODES + "    - endpoints: [\"leaf1:eth1\", \"leaf2:eth1\"]\n      vars: " + vars)
                .links()
                .getFirst();
    }

    private List<String> told() {
        return problems.list().stream().map(Problem::message).toList();
    }

    private String problem(String text) {
        TopologyReader.parse("t.clab.yml", text, problems);
        assertThat(told()).hasSize(1);
        return told().getFirst();
    }

    @Test
    void theExampleDesignIsRead() {
        Design design = TopologyReader.read(Path.of("src/test/resources/suites/two-sites/1.0.0/topology.clab.yml"));
        assertThat(design.nodes()).containsOnlyKeys("leaf1", "leaf2", "pbx1", "phones");
        assertThat(design.node("pbx1").orElseThrow().role()).isEqualTo(Role.TESTER);
        assertThat(design.node("leaf1").orElseThrow().feeds()).containsExactly("a", "b");
        assertThat(design.sites()).containsExactly("dc1", "dc2");
        assertThat(design.link("fibre-a").orElseThrow().character()).isEqualTo(new LinkCharacter(171_500, 0, 0, 1e10));
        assertThat(design.links().getLast().name()).isEqualTo("phones:eth1--leaf2:eth1");
        assertThat(design.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void aNodeOverridesItsGroupThatOverridesItsKindThatOverridesTheDefaults() {
        Design design = design("""
            name: lab
            topology:
              defaults: {kind: linux, image: by-defaults, labels: {w: defaults, x: defaults, y: defaults, z: defaults}}
              kinds: {linux: {image: by-kind, labels: {x: kind, y: kind, z: kind}}}
              groups: {leafs: {image: by-group, labels: {y: group, z: group}}}
              nodes:
                own: {group: leafs, image: by-node, labels: {z: node}}
                grouped: {group: leafs}
                plain:
            """);
        assertThat(design.node("own").orElseThrow().image()).isEqualTo("by-node");
        assertThat(design.node("own").orElseThrow().labels())
                .isEqualTo(Map.of("w", "defaults", "x", "kind", "y", "group", "z", "node"));
        assertThat(design.node("grouped").orElseThrow().image()).isEqualTo("by-group");
        assertThat(design.node("plain").orElseThrow().image()).isEqualTo("by-kind");
        assertThat(design.node("plain").orElseThrow().labels()).containsEntry("y", "kind");
    }

    @Test
    void aKindFromTheGroupSelectsTheKindsEntry() {
        Design design = design("""
            name: lab
            topology:
              kinds: {srl: {image: by-kind}}
              groups: {leafs: {kind: srl}}
              nodes: {leaf1: {group: leafs}}
            """);
        assertThat(design.node("leaf1").orElseThrow().image()).isEqualTo("by-kind");
    }

    @Test
    void inheritingLeavesTheSharedMapsAlone() {
        Design design = design("""
            name: lab
            topology:
              defaults: {kind: linux, labels: {site: dc1}}
              nodes: {leaf1: {labels: {site: dc2}}, leaf2: {}}
            """);
        assertThat(design.node("leaf2").orElseThrow().site()).isEqualTo("dc1");
    }

    @Test
    void everyKeyOfTheSchemaIsAccepted() {
        design("""
            name: lab
            prefix: ""
            mgmt: {network: m, ipv4-subnet: 172.20.0.0/24, mtu: 1500, driver-opts: {a: b}}
            settings: {certificate-authority: {}}
            debug: true
            topology:
              nodes:
                leaf1:
                  kind: linux
                  startup-config: leaf1.cfg
                  exec: ["ip link"]
                  env: {A: b}
                  config: {vars: {any: thing}}
                  stages: {create: {wait-for: [{node: leaf2, stage: healthy}], exec: {on-enter: [ls]}}}
                  dns: {servers: [192.0.2.1]}
                  certificate: {issue: true, key-size: 2048}
                  healthcheck: {test: [CMD, ls], interval: 5}
                  credentials: {username: u, password: p}
                leaf2: {kind: linux, position: "1,2", network-mode: none}
              links:
                - endpoints: ["leaf1:eth1", "leaf2:eth0"]
                  mtu: 9000
                  ipv4: [192.0.2.1/31, 192.0.2.2/31]
                  vars: {colour: blue}
            """);
    }

    @Test
    void anExtendedVethLinkIsRead() {
        Design design = design(NODES + """
                - type: veth
                  endpoints:
                    - {node: leaf1, interface: eth1, mac: "02:00:00:00:00:01"}
                    - {node: leaf2, interface: eth2}
                  labels: {any: thing}
                  vars: {name: fibre-a, delay: 2 ms, jitter: 100 us, loss: 0.1 %}
            """);
        assertThat(design.links())
                .containsExactly(new Link(
                        "fibre-a",
                        new Endpoint("leaf1", "eth1"),
                        new Endpoint("leaf2", "eth2"),
                        0,
                        new LinkCharacter(2_000_000, 100_000, 0.001, 0)));
    }

    @Test
    void netlabNamesAreUnderstoodInNetlabUnits() {
        assertThat(link("{tc.delay: 10, tc.jitter: 1ms, tc.loss: 2, tc.rate: 1000}")
                        .character())
                .isEqualTo(new LinkCharacter(10_000_000, 1_000_000, 0.02, 1e6));
    }

    @Test
    void netlabNamesMayNest() {
        assertThat(link("{tc: {delay: 3 ms}}").character().delayNs()).isEqualTo(3_000_000);
    }

    @Test
    void aDelayGivenOutrightCountsAndTheLengthIsKept() {
        Link link = link("{length-km: 35, delay: 1 ms}");
        assertThat(link.character().delayNs()).isEqualTo(1_000_000);
        assertThat(link.lengthKm()).isEqualTo(35);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{lenght-km: 35}          | topology.links[0].vars.lenght-km (line 8): 'lenght-km': this is almost"
                        + " 'length-km'",
                "{length_km: 35}          | almost 'length-km'",
                "{length: 35}             | almost 'length-km'",
                "{Delay: 1 ms}            | almost 'delay'",
                "{dealy: 1 ms}            | almost 'delay'",
                "{rates: 1 Mbit/s}        | almost 'rate'",
                "{tc.dely: 1}             | no such impairment; valid: 'tc.delay' (nearest)",
                "{tc.corrupt: 1}          | links cannot do this",
                "{delay: 50 km}           | 'km' is the unit of a length",
                "{delay: -1 ms}           | cannot be negative",
                "{delay: 5}               | the unit of a time is missing",
                "{delay: [1]}             | this is a list",
                "{length-km: 90000}       | half around the earth",
                "{loss: 100 %}            | nothing would cross",
                "{rate: 0 Mbit/s}         | nothing would cross",
                "{jitter: 1 ms}           | larger than the delay",
                "{delay: 1 ms, tc.delay: 1} | one of them is wrong",
            })
    void whatIsWrongWithACableIsTold(String vars, String told) {
        assertThat(problem(NODES + "    - endpoints: [\"leaf1:eth1\", \"leaf2:eth1\"]\n      vars: " + vars))
                .contains(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{date: x}", "{mame: x}", "{colour: red, size: large, relief: x}"})
    void freeKeysThatOnlyResembleOursAreLeftAlone(String vars) {
        assertThat(link(vars).character()).isEqualTo(LinkCharacter.PLAIN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- endpoints: [\"leaf1:eth1\", \"leaf3:eth1\"]  | topology.links[0].endpoints[1] (line 7):"
                        + " 'leaf3:eth1': there is no node 'leaf3'; valid: 'leaf1' (nearest)",
                "- endpoints: [\"leaf1\", \"leaf2:eth1\"]       | 'leaf1': this is not an endpoint; valid:"
                        + " node:interface",
                "- endpoints: [\"leaf1:\", \"leaf2:eth1\"]      | this is not an endpoint",
                "- endpoints: [\"leaf1:eth1\"]                  | two endpoints, here are 1",
                "- endpoints: [\"leaf1:eth1\", \"leaf1:eth2\"]  | both ends are on the same node",
                "- endpoints: [\"leaf1:Ethernet1/1\", \"leaf2:eth1\"] | vendors' aliases are not translated",
                "- endpoints: [\"leaf1:eth0\", \"leaf2:eth1\"]  | management network",
                "- endpoints: [\"leaf1:eth1\", \"host:eth1\"]   | leave the design",
                "- endpoints: [\"leaf1:eth1\", \"leaf2:eth1\"]\\n"
                        + "      vras: {} | links[0].vras (line 8): 'vras': there is no such key here; valid: 'vars'"
                        + " (nearest)",
                "- endpoints: [{node: leaf1, interface: eth1}, \"leaf2:eth1\"] | need 'type: veth'",
                "- type: vxlan\\n"
                    + "      endpoint: {node: leaf1, interface: eth1} | links[0].type (line 7): 'vxlan': links of this"
                    + " type are not supported; valid: veth",
                "- type: vet                                     | no such link type; valid: 'veth' (nearest)",
                "- mtu: 9000                                     | the key 'endpoints' is missing",
            })
    void whatIsWrongWithALinkIsTold(String link, String told) {
        assertThat(problem(NODES + "    " + link.replace("\\n", "\n") + "\n")).contains(told);
    }

    @Test
    void twoLinksOnOneInterfaceAreReportedWithBothPlaces() {
        assertThat(problem(NODES + """
                - endpoints: ["leaf1:eth1", "leaf2:eth1"]
                - endpoints: ["leaf1:eth2", "leaf2:eth1"]
            """))
                .contains("links[1].endpoints[1] (line 8): 'leaf2:eth1': two links on one interface")
                .contains("taken by topology.links[0].endpoints[1] (line 7)");
    }

    @Test
    void aLinkNameTwiceIsReported() {
        assertThat(problem(NODES + """
                - {endpoints: ["leaf1:eth1", "leaf2:eth1"], vars: {name: f}}
                - {endpoints: ["leaf1:eth2", "leaf2:eth2"], vars: {name: f}}
            """)).contains("'f': this link name is taken by topology.links[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{kind: ovs-bridge}                    | topology.nodes.n.kind (line 4): 'ovs-bridge': nodes of this"
                        + " kind are parts of the host",
                "{kind: ext-container}                 | parts of the host",
                "{image: frr}                          | the node has no kind",
                "{kind: linux, group: leafs}           | there is no such group",
                "{kind: linux, iamge: frr}             | topology.nodes.n.iamge (line 4): 'iamge': there is no such"
                        + " key here; valid: 'image' (nearest)",
                "{kind: linux, dns: {server: [x]}}     | nodes.n.dns.server (line 4): 'server': there is no such key"
                        + " here; valid: 'servers'",
                "{kind: linux, stages: {create: {wait: 1}}} | stages.create.wait",
                "{kind: linux, labels: {role: testre}} | there is no such role; valid: 'tester' (nearest), sut",
                "{kind: linux, labels: {feed: a}}      | this label is almost 'feeds'",
                "{kind: linux, labels: {feeds: 'a,'}}  | empty or named twice",
                "{kind: linux, labels: {feeds: 'a,a'}} | empty or named twice",
                "{kind: linux, binds: ['__clabDir__/x:/y']} | variables are not expanded",
                "{kind: linux, image: 'frr:${TAG}'}    | variables are not expanded",
                "just a text                           | this is a single value",
            })
    void whatIsWrongWithANodeIsTold(String node, String told) {
        assertThat(problem("name: lab\ntopology:\n  nodes:\n    n: " + node)).contains(told);
    }

    @Test
    void aGoTemplateIsRejectedWithItsLineAndNothingElse() {
        assertThat(problem("name: lab\ntopology:\n  nodes:\n{{ range .leafs }}\n"))
                .contains("line 4: '{{ range .leafs }}': Go templates are not read");
    }

    @Test
    void bracesInACommentAreNoTemplate() {
        design("# {{ not a template }}\nname: lab # {{ nor this }}\ntopology: {nodes: {n: {kind: linux}}}\n");
    }

    @Test
    void aMissingTopologyIsReported() {
        assertThat(problem("name: lab\n")).contains("the key 'topology' is missing");
    }

    @Test
    void aDesignWithoutNodesIsReported() {
        assertThat(problem("name: lab\ntopology: {nodes: {}}\n")).contains("the design has no nodes");
    }

    @Test
    void aMissingFileIsReported() {
        assertThat(TopologyReader.read(Path.of("nowhere/t.clab.yml"), problems)).isEmpty();
        assertThat(told().getFirst()).contains("there is no such file").contains("does not exist");
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        TopologyReader.parse("t.clab.yml", """
            nmae: lab
            topology:
              nodes:
                leaf1: {kind: host}
              links:
                - endpoints: ["leaf1:eth1", "leaf9:eth1"]
                - type: dummy
            """, problems);
        assertThat(told()).hasSize(5);
    }
}
