package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.topology.Design;

class LabFileReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private List<Problem> problemsOf(String text) throws IOException {
        Problems problems = new Problems();
        LabFileReader.read(Leonix.design(), Files.writeString(folder.resolve("lab.yaml"), text), problems);
        return problems.list();
    }

    @Test
    void aFileThatNamesOnlyItsProviderGetsTheUsualRouting() throws IOException {
        Problems problems = new Problems();
        Path file = Files.writeString(folder.resolve("lab.yaml"), "lab: namespaces\n");
        LabFile lab = LabFileReader.read(Leonix.design(), file, problems).orElseThrow();
        assertThat(problems.list()).isEmpty();
        assertThat(lab.routing().bfd()).contains(new LabFile.Bfd(50, 3));
        assertThat(lab.node("dc1-leaf1").loopback()).isEqualTo("198.18.255.1");
        assertThat(lab.node("san2").asn()).isEqualTo(65_008);
    }

    @Test
    void aFileBasedOnAnotherChangesOnlyWhatItNames() {
        LabFile lab = Leonix.labFile("no-bfd.lab.yaml");
        assertThat(lab.routing().bfd()).isEmpty();
        assertThat(lab.routing().connectRetryS()).isEqualTo(1);
        assertThat(lab.node("dc1-leaf1").routes()).hasSize(1);
    }

    @Test
    void aLabMayRealiseALinkByAnotherCable() throws IOException {
        Problems problems = new Problems();
        String text = "lab: namespaces\nlinks: {fibre-a: {length-km: 35, rate: 1 Gbit/s}}\n";
        Path file = Files.writeString(folder.resolve("lab.yaml"), text);
        LabFile lab = LabFileReader.read(Leonix.design(), file, problems).orElseThrow();
        assertThat(problems.list()).isEmpty();

        Design legacy = Leonix.design().recabled(lab.cables());

        assertThat(legacy.link("fibre-a").orElseThrow().character().rateBitsPerSecond())
                .isEqualTo(1e9);
        assertThat(legacy.link("fibre-b")).isEqualTo(Leonix.design().link("fibre-b"));
        assertThat(legacy.digest()).isEqualTo(Leonix.design().digest());
    }

    @Test
    void everyMistakeInACableIsNamed() throws IOException {
        assertThat(problemsOf("""
            lab: namespaces
            links:
              fibre-x: {rate: 1 Gbit/s}
              fibre-a: {delai: 1 ms}
              fibre-b: {loss: 100 %}
            """)).extracting(Problem::value).containsExactlyInAnyOrder("fibre-x", "delai", "100 %");
    }

    @Test
    void theKindOfWireMayBeForced() throws IOException {
        Problems problems = new Problems();
        Path file = Files.writeString(folder.resolve("lab.yaml"), "lab: namespaces\nwire: netem\n");
        assertThat(LabFileReader.read(Leonix.design(), file, problems)
                        .orElseThrow()
                        .wire())
                .isEqualTo(Medium.Choice.NETEM);
        assertThat(problems.list()).isEmpty();
        assertThat(Leonix.labFile("lab.yaml").wire()).isEqualTo(Medium.Choice.AUTO);
    }

    @Test
    void anUnknownKindOfWireIsNamedWithThoseThatAre() throws IOException {
        assertThat(problemsOf("lab: namespaces\nwire: netm\n")).singleElement().satisfies(problem -> {
            assertThat(problem.value()).isEqualTo("netm");
            assertThat(problem.valid()).contains("netem");
        });
    }

    @Test
    void stormControlOfARouterIsRefused() throws IOException {
        assertThat(problemsOf("lab: namespaces\nnodes: {dc1-leaf1: {storm-control: {broadcast: 100/s}}}\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("only a bridge"));
    }

    @Test
    void stormControlIsReadOfABridgeAndTakenAwayAbove() throws IOException {
        Path base = Files.writeString(
                folder.resolve("base.yaml"), "lab: namespaces\nnodes: {b1: {storm-control: {broadcast: 100/s}}}\n");
        Path above = Files.writeString(
                folder.resolve("above.yaml"), "based-on: base.yaml\nnodes: {b1: {storm-control: off}}\n");
        Problems problems = new Problems();
        Design design = Bridged.line(1);
        assertThat(LabFileReader.read(design, base, problems)
                        .orElseThrow()
                        .node("b1")
                        .stormControl())
                .contains(new LabFile.StormControl(100));
        assertThat(LabFileReader.read(design, above, problems).orElseThrow().limitsStorms())
                .isFalse();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aLimitThatNoPortHasIsRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("lab.yaml"), "lab: namespaces\nnodes: {b1: {storm-control: {broadcast: 0.5/s}}}\n");
        Problems problems = new Problems();
        LabFileReader.read(Bridged.line(1), file, problems);
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.valid()).contains("1/s to 1000000/s"));
    }

    @Test
    void filesBasedOnEachOtherAreRefused() throws IOException {
        Files.writeString(folder.resolve("b.yaml"), "based-on: lab.yaml\n");
        assertThat(problemsOf("based-on: b.yaml\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("circle"));
    }

    @Test
    void whatTheBaseGetsWrongIsReportedOfTheBase() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "lab: namespaces\nrouting: {protocol: ospf}\n");
        assertThat(problemsOf("based-on: base.yaml\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("base.yaml"));
    }

    @Test
    void aMissingBaseIsNamed() throws IOException {
        assertThat(problemsOf("based-on: nowhere.yaml\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.file()).endsWith("nowhere.yaml"));
    }

    @Test
    void everyMistakeIsReportedAtItsPlace() throws IOException {
        List<Problem> problems = problemsOf("""
            lab: namespaces
            class: hardware
            addressing: {links: 10.0.0.0/24, loopbacks: 198.18.1.0/30}
            routing:
              protocol: ospf
              bfd: {interval: 5 ms, multiplier: 1}
              hold-time: 2 s
            nodes:
              dc1-leaf9: {}
              dc1-leaf1: {asn: 0, loopback: 192.168.1.1, routes: [{to: 198.18.1.0/24, via: san2}], frr: {ripd: x}}
            """);
        assertThat(problems)
                .extracting(Problem::value)
                .containsExactlyInAnyOrder(
                        "hardware",
                        "10.0.0.0/24",
                        "198.18.1.0/30",
                        "ospf",
                        "5 ms",
                        "1",
                        "2 s",
                        "dc1-leaf9",
                        "0",
                        "192.168.1.1",
                        "san2",
                        "ripd");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.place()).contains("line"));
    }

    @Test
    void anUnknownNodeIsAnsweredWithTheNearestName() throws IOException {
        assertThat(problemsOf("nodes: {dc1-leaf9: {}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.valid()).contains("dc1-leaf"));
    }

    @Test
    void twoNodesWithOneAddressAreRefused() throws IOException {
        assertThat(problemsOf("nodes: {pbx1: {loopback: 198.18.7.7}, san1: {loopback: 198.18.7.7}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.value()).isEqualTo("198.18.7.7"));
    }

    @Test
    void bfdIsOffOrHasBothItsValues() throws IOException {
        assertThat(problemsOf("routing: {bfd: on}")).hasSize(1);
        assertThat(problemsOf("routing: {bfd: {interval: 50 ms}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("multiplier"));
    }

    @Test
    void aConfigurationFileThatIsNotThereIsRefused() throws IOException {
        assertThat(problemsOf("nodes: {pbx1: {frr: {bgpd: missing.conf}}}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.value()).isEqualTo("missing.conf"));
    }

    @Test
    void blocksThatOverlapAreRefused() throws IOException {
        assertThat(problemsOf("addressing: {links: 198.18.255.0/24}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains("overlap"));
    }

    @Test
    void anAddressBlockHasNoBitsBehindItsPrefix() {
        assertThat(Ipv4Block.parse("198.18.0.1/24")).isEmpty();
        assertThat(Ipv4Block.parse("198.18.0.256")).isEmpty();
        assertThat(Ipv4Block.parse("198.18.4.0/22").map(block -> block.address(257)))
                .isEqualTo(Optional.of("198.18.5.1"));
    }
}
