package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.Problems;

class FrrConfigurationTest {

    private static final Path LOG = Path.of("/run/x.log");

    @TempDir
    private Path folder = Path.of(".");

    private static String of(String labFile, String node, String daemon) {
        Layout layout = Layout.of(Leonix.design(), Leonix.labFile(labFile), Set.of(), Leonix.NO_NETEM, "ab12");
        return new FrrConfiguration(layout, node).of(daemon, LOG);
    }

    @Test
    void aHostAnnouncesNothingButItsOwnAddress() {
        assertThat(of("lab.yaml", "pbx1", "bgpd"))
                .contains("ip prefix-list own seq 5 permit 198.18.255.5/32")
                .contains("  neighbor 198.18.0.9 route-map own out")
                .contains("  neighbor 198.18.0.11 route-map own out");
    }

    @Test
    void aServerThatIsNoTransitAnnouncesNothingButItsOwnAddress() throws IOException {
        assertThat(based("nodes: {dc1-leaf1: {transit: false}}", "dc1-leaf1", "bgpd"))
                .contains("route-map own out");
    }

    @Test
    void whereNodesConnectByThemselvesTheySendFromTheAddressThatOthersKnow() throws IOException {
        assertThat(based("nodes: {san1: {volumes: {disk: {size: 1 MiB}}}}", "pbx1", "zebra")
                        .lines())
                .contains(
                        " set src 198.18.255.5",
                        "ip protocol bgp route-map own-source",
                        "ip protocol static route-map own-source");
        assertThat(of("lab.yaml", "pbx1", "zebra")).doesNotContain("set src");
    }

    /** A lab that differs from the usual one. */
    private String based(String difference, String node, String daemon) throws IOException {
        for (String name : List.of("lab.yaml", "topology.clab.yml")) {
            Files.copy(Leonix.file(name), folder.resolve(name));
        }
        Path file = folder.resolve("own.yaml");
        Files.write(file, List.of("based-on: lab.yaml", difference));
        Problems problems = new Problems();
        LabFile read = LabFileReader.read(Leonix.design(), file, problems).orElseThrow();
        problems.throwIfAny();
        Layout layout = Layout.of(Leonix.design(), read, Set.of(), Leonix.NO_NETEM, "ab12");
        return new FrrConfiguration(layout, node).of(daemon, LOG);
    }

    @Test
    void aLeafPassesRoutesOn() {
        assertThat(of("lab.yaml", "dc1-leaf1", "bgpd")).doesNotContain("route-map own out");
    }

    @Test
    void everyNeighbourIsWatchedByBfd() {
        assertThat(of("lab.yaml", "dc1-leaf1", "bgpd").lines().filter(line -> line.endsWith(" bfd profile lab")))
                .hasSize(4);
        assertThat(of("lab.yaml", "dc1-leaf1", "bfdd"))
                .contains("  transmit-interval 50\n")
                .contains("  receive-interval 50\n")
                .contains("  detect-multiplier 3\n");
    }

    @Test
    void withoutBfdNoNeighbourIsWatched() {
        assertThat(of("no-bfd.lab.yaml", "dc1-leaf1", "bgpd")).doesNotContain("bfd");
        assertThat(Layout.of(Leonix.design(), Leonix.labFile("no-bfd.lab.yaml"), Set.of(), Leonix.NO_NETEM, "ab12")
                        .daemons("pbx1"))
                .containsExactly("zebra", "bgpd");
    }

    @Test
    void aStaticRouteLeadsToTheNeighboursEndOfTheCable() {
        assertThat(of("lab.yaml", "dc1-leaf1", "staticd")).contains("ip route 198.18.255.0/24 198.18.0.5 250\n");
        assertThat(of("lab.yaml", "dc1-leaf2", "staticd")).contains("ip route 198.18.255.0/24 198.18.0.4 250\n");
    }

    @Test
    void logsAreStampedInMicroseconds() {
        assertThat(of("lab.yaml", "pbx1", "zebra")).contains("log file /run/x.log\nlog timestamp precision 6\n");
    }
}
