package org.seatrial.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastDomainTest {

    private static final Design DESIGN = design(
            List.of("app", "san", "far", "router"),
            List.of("left", "right"),
            link("app:eth1", "left:eth1"),
            link("left:eth9", "right:eth9"),
            link("right:eth1", "san:eth1"),
            link("app:eth2", "san:eth2"),
            link("app:eth3", "router:eth3"),
            link("router:eth4", "far:eth4"));

    private static Design design(List<String> hosts, List<String> bridges, Link... links) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        hosts.forEach(name -> nodes.put(name, node(name, "linux")));
        bridges.forEach(name -> nodes.put(name, node(name, "bridge")));
        return new Design("test", nodes, List.of(links), "");
    }

    private static Node node(String name, String kind) {
        return new Node(name, kind, "", Role.SUT, "", List.of(), Map.of());
    }

    private static Endpoint end(String text) {
        return new Endpoint(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1));
    }

    private static Link link(String a, String b) {
        return new Link(a + "-" + b, end(a), end(b), 0, LinkCharacter.PLAIN);
    }

    @Test
    void aCableJoinsItsEndsAndBridgesJoinTheirs() {
        assertThat(BroadcastDomain.between(DESIGN, "app", "san"))
                .containsExactly(
                        new BroadcastDomain.Pair(end("app:eth1"), end("san:eth1")),
                        new BroadcastDomain.Pair(end("app:eth2"), end("san:eth2")));
    }

    @Test
    void aRouterJoinsNobody() {
        assertThat(BroadcastDomain.between(DESIGN, "app", "far")).isEmpty();
    }
}
