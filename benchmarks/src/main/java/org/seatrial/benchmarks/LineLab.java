package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.replica.NamespaceLabProvider;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/** Labs of bridges in a line with a host on each: as plain as labs get, and built by the product's own classes. */
final class LineLab {

    private LineLab() {}

    /** Host {@code i} is {@code hi}, its bridge {@code bi}, their link {@code i}; bridges are joined by links {@code i-j}. */
    static Design design(int bridges) {
        StringBuilder nodes = new StringBuilder("name: line\ntopology:\n  nodes:\n");
        StringBuilder links = new StringBuilder("  links:\n");
        for (int i = 1; i <= bridges; i++) {
            nodes.append("    h%d: {kind: linux}%n    b%d: {kind: bridge}%n".formatted(i, i));
            links.append("    - {endpoints: [\"h%d:eth1\", \"b%d:p1\"], vars: {name: \"%d\"}}%n".formatted(i, i, i));
            if (i > 1) {
                links.append("    - {endpoints: [\"b%d:p2\", \"b%d:p3\"], vars: {name: \"%d-%d\"}}%n"
                        .formatted(i - 1, i, i - 1, i));
            }
        }
        Problems problems = new Problems();
        Design design = TopologyReader.parse(
                        "line.clab.yml", nodes.append(links).toString(), problems)
                .orElseThrow(() -> new IllegalStateException("the line is no design: " + problems.list()));
        problems.throwIfAny();
        return design;
    }

    /**
     * Brings one up.
     *
     * @param folder for its lab file and logs
     * @param cuttable links that can be cut
     */
    static Lab bringUp(Design design, Path folder, Set<String> cuttable) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), "lab: namespaces\n");
        LabBinding binding = new LabBinding("line", "namespaces", file, "");
        return new NamespaceLabProvider().bringUp(new LabRequest(design, binding, cuttable, folder));
    }
}
