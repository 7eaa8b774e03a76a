package org.seatrial.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.lab.fake.FakeTime;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.LinkCharacter;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;

/** A small dual-path design and virtual time, for tests without a lab. */
public final class Sim {

    private Sim() {}

    /** Two hosts, each on two switches, and a fibre between the switches of each plane. */
    public static Design dualPath() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (String name : List.of("west", "east")) {
            nodes.put(name, new Node(name, "linux", "", Role.TESTER, "", List.of(), Map.of()));
        }
        for (String name : List.of("west-a", "west-b", "east-a", "east-b")) {
            nodes.put(name, new Node(name, "linux", "", Role.SUT, "", List.of(), Map.of()));
        }
        return new Design(
                "dual-path",
                nodes,
                List.of(
                        link("west-to-a", "west:eth1", "west-a:eth1"),
                        link("west-to-b", "west:eth2", "west-b:eth1"),
                        link("fibre-a", "west-a:eth10", "east-a:eth10"),
                        link("fibre-b", "west-b:eth10", "east-b:eth10"),
                        link("east-to-a", "east-a:eth1", "east:eth1"),
                        link("east-to-b", "east-b:eth1", "east:eth2")),
                "0".repeat(64));
    }

    private static Link link(String name, String a, String b) {
        return new Link(name, endpoint(a), endpoint(b), 0, LinkCharacter.PLAIN);
    }

    private static Endpoint endpoint(String text) {
        int colon = text.indexOf(':');
        return new Endpoint(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The time of a simulated lab that lives by a virtual clock. */
    public static FakeTime time(VirtualClock clock) {
        return new FakeTime(clock::monotonicNanos, untilNs -> {
            try {
                clock.sleepUntil(untilNs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
