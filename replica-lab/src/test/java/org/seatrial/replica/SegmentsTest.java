package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;

class SegmentsTest {

    private static final Ipv4Block BLOCK = Ipv4Block.parse("198.19.0.0/17").orElseThrow();

    private static List<String> problems(Design design) {
        List<String> problems = new ArrayList<>();
        Segments.check(design, (what, reason) -> problems.add(what + ": " + reason));
        return problems;
    }

    @Test
    void hostsOnBridgesThatAreJoinedShareABlock() {
        Segments segments = Segments.of(Bridged.line(3), BLOCK);
        assertThat(segments.addresses())
                .containsOnlyKeys(new Endpoint("h1", "eth1"), new Endpoint("h2", "eth1"), new Endpoint("h3", "eth1"))
                .containsEntry(new Endpoint("h1", "eth1"), "198.19.0.1/29")
                .containsEntry(new Endpoint("h3", "eth1"), "198.19.0.3/29");
    }

    @Test
    void bridgesThatAreNotJoinedHaveBlocksOfTheirOwn() {
        Segments segments = Segments.of(Bridged.design("b1:p1 h1:eth1", "b2:p1 h1:eth2", "b2:p2 h2:eth1"), BLOCK);
        assertThat(segments.addresses())
                .containsEntry(new Endpoint("h1", "eth1"), "198.19.0.1/30")
                .containsEntry(new Endpoint("h1", "eth2"), "198.19.0.5/30")
                .containsEntry(new Endpoint("h2", "eth1"), "198.19.0.6/30");
    }

    @Test
    void noHostHasTheFirstOrTheLastAddressOfItsBlock() {
        List<String> links = new ArrayList<>();
        for (int host = 1; host <= 7; host++) {
            links.add("b1:p" + host + " h" + host + ":eth1");
        }
        Design design = Bridged.design(links.toArray(String[]::new));
        assertThat(Segments.of(design, BLOCK).addresses().values())
                .hasSize(7)
                .allSatisfy(address -> assertThat(address).endsWith("/28"));
        assertThat(Segments.needed(design)).isEqualTo(16);
        assertThat(Segments.needed(Bridged.line(6))).isEqualTo(8);
    }

    @Test
    void aHundredHostsInALineAreOneBlock() {
        assertThat(Segments.needed(Bridged.line(100))).isEqualTo(128);
    }

    @Test
    void aDesignWithoutBridgesNeedsNoAddressesForThem() {
        assertThat(Segments.needed(Leonix.design())).isZero();
        assertThat(Segments.of(Leonix.design(), BLOCK).addresses()).isEmpty();
    }

    @Test
    void bridgesAndHostsTakeNoPartInRouting() {
        Design design = Bridged.line(2);
        assertThat(design.nodes().keySet()).allMatch(node -> Segments.switched(design, node));
        assertThat(Leonix.design().nodes().keySet()).noneMatch(node -> Segments.switched(Leonix.design(), node));
    }

    @Test
    void aTreeOfBridgesIsFine() {
        assertThat(problems(Bridged.line(5))).isEmpty();
    }

    @Test
    void aLoopOfBridgesIsRefusedAtTheLinkThatClosesIt() {
        assertThat(problems(Bridged.design("b1:p1 b2:p1", "b2:p2 b3:p1", "b3:p2 b1:p2")))
                .singleElement()
                .asString()
                .contains("link b3-p2-b1-p2")
                .contains("loop");
    }

    @Test
    void aRouterOnABridgeRoutesForTheHostsThere() {
        Design design = Bridged.design("b1:p1 r1:eth1", "b1:p2 h1:eth1", "r1:eth2 r2:eth1");
        assertThat(problems(design)).isEmpty();
        Segments segments = Segments.of(design, BLOCK);
        assertThat(segments.blocksOf("r1")).containsExactly("198.19.0.0/30");
        assertThat(segments.gatewayOf("h1")).contains("198.19.0.1");
        assertThat(segments.gatewayOf("r2")).isEmpty();
        assertThat(Segments.switched(design, "r1")).isFalse();
    }

    @Test
    void aSecondRouterOnASegmentIsRefused() {
        assertThat(problems(Bridged.design("b1:p1 r1:eth1", "b1:p2 r2:eth1", "r1:eth2 r2:eth2")))
                .singleElement()
                .asString()
                .contains("endpoint r2:eth1")
                .contains("second router");
    }

    @Test
    void aHostTwiceOnOneSegmentIsRefused() {
        assertThat(problems(Bridged.design("b1:p1 h1:eth1", "b1:p2 b2:p1", "b2:p2 h1:eth2")))
                .singleElement()
                .asString()
                .contains("endpoint h1:eth2");
    }
}
