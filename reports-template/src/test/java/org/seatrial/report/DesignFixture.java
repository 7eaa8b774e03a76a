package org.seatrial.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.topology.Design;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.Link;
import org.seatrial.topology.LinkCharacter;
import org.seatrial.topology.Node;
import org.seatrial.topology.Role;

/** Two sites, a leaf pair in each, two fibres between them, dual-homed hosts. */
public final class DesignFixture {

    private DesignFixture() {}

    public static Design leonix(String digest, String firstFibre) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (String name : List.of("dc1-leaf1", "dc1-leaf2", "dc2-leaf1", "dc2-leaf2")) {
            node(nodes, name, Role.SUT, name.substring(0, 3));
        }
        node(nodes, "pbx1", Role.TESTER, "dc1");
        node(nodes, "san1", Role.TESTER, "dc1");
        node(nodes, "phones", Role.TESTER, "dc2");
        node(nodes, "san2", Role.TESTER, "dc2");
        List<Link> links = new ArrayList<>();
        link(links, firstFibre, "dc1-leaf1", "dc2-leaf1");
        link(links, "fibre-b", "dc1-leaf2", "dc2-leaf2");
        link(links, "dc1-peer", "dc1-leaf1", "dc1-leaf2");
        link(links, "dc2-peer", "dc2-leaf1", "dc2-leaf2");
        for (String host : List.of("pbx1", "san1", "phones", "san2")) {
            String site = host.equals("pbx1") || host.equals("san1") ? "dc1" : "dc2";
            link(links, host + "-1", host, site + "-leaf1");
            link(links, host + "-2", host, site + "-leaf2");
        }
        return new Design("leonix", nodes, links, digest);
    }

    private static void node(Map<String, Node> nodes, String name, Role role, String site) {
        nodes.put(name, new Node(name, "linux", "", role, site, List.of("a", "b"), Map.of()));
    }

    private static void link(List<Link> links, String name, String a, String b) {
        links.add(new Link(
                name,
                new Endpoint(a, "eth" + links.size()),
                new Endpoint(b, "eth" + links.size()),
                0,
                LinkCharacter.PLAIN));
    }

    public static List<AcceptanceReport.CoverageRow> coverage(Design design) {
        List<AcceptanceReport.CoverageRow> rows = new ArrayList<>();
        for (Link link : design.links()) {
            boolean fibre =
                    link.a().node().startsWith("dc1-leaf") && link.b().node().startsWith("dc2-leaf");
            rows.add(row(link.name(), "link", "cable-pull", fibre, "proposed/fibre-pull"));
            rows.add(row(link.name(), "link", "silent-cut", fibre, "proposed/fibre-silent"));
        }
        design.nodes().values().stream()
                .filter(node -> node.role() == Role.SUT)
                .forEach(node -> rows.add(
                        row(node.name(), "node", "power-off", node.name().endsWith("1"), "proposed/leaf-power")));
        design.nodes().values().stream()
                .filter(node -> node.role() == Role.TESTER)
                .forEach(node -> rows.add(new AcceptanceReport.CoverageRow(
                        node.name(), "node", "power-off", "not-applicable", "test equipment, not part of the design")));
        design.feeds().forEach(feed -> rows.add(row(feed, "feed", "feed-loss", false, "")));
        design.sites().forEach(site -> rows.add(row(site, "site", "site-loss", false, "")));
        rows.add(row("fibre-a + dc1-leaf2", "pair", "cable-pull + power-off", false, ""));
        return rows;
    }

    private static AcceptanceReport.CoverageRow row(
            String element, String kind, String fault, boolean tested, String by) {
        return new AcceptanceReport.CoverageRow(
                element, kind, fault, tested ? "tested" : "not-tested", tested ? by : "no trial strikes it");
    }
}
