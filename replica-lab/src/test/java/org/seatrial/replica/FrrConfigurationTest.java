package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrrConfigurationTest {

    private static final Path LOG = Path.of("/run/x.log");

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
