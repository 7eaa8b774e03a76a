package org.seatrial.replica;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.input.Problems;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/** Designs with bridges, as tests need them. */
final class Bridged {

    private Bridged() {}

    /** Nodes whose names begin with b are bridges; a link reads {@code b1:p1 h1:eth1}. */
    static Design design(String... links) {
        List<String> nodes = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        for (String link : links) {
            String[] ends = link.split(" ", -1);
            for (String end : ends) {
                String node = end.substring(0, end.indexOf(':'));
                if (!nodes.contains(node)) {
                    nodes.add(node);
                }
            }
            written.append("    - {endpoints: [\"" + ends[0] + "\", \"" + ends[1] + "\"], vars: {name: "
                    + link.replaceAll("[: ]", "-") + "}}\n");
        }
        StringBuilder text = new StringBuilder("name: bridged\ntopology:\n  nodes:\n");
        nodes.forEach(
                node -> text.append("    " + node + ": {kind: " + (node.startsWith("b") ? "bridge" : "linux") + "}\n"));
        Problems problems = new Problems();
        Design design = TopologyReader.parse("bridged.clab.yml", text + "  links:\n" + written, problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
        problems.throwIfAny();
        return design;
    }

    /** Bridges in a line with a host on each. */
    static Design line(int bridges) {
        List<String> links = new ArrayList<>();
        for (int i = 1; i <= bridges; i++) {
            links.add("b" + i + ":p1 h" + i + ":eth1");
            if (i > 1) {
                links.add("b" + (i - 1) + ":p2 b" + i + ":p3");
            }
        }
        return design(links.toArray(String[]::new));
    }
}
