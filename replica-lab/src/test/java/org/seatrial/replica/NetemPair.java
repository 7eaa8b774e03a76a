package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.TopologyReader;

/** Two routers with a link of each kind between them, carried by the kernel. */
final class NetemPair {

    static final long FIBRE_NS = 20_000_000;
    static final long SATELLITE_NS = 400_000_000;

    static final Design DESIGN =
            TopologyReader.parse("pair.clab.yml", """
                name: pair
                topology:
                  nodes:
                    left: {kind: linux, labels: {role: sut}}
                    right: {kind: linux, labels: {role: sut}}
                  links:
                    - endpoints: ["left:eth1", "right:eth1"]
                      vars: {name: fibre, delay: 20 ms}
                    - endpoints: ["left:eth2", "right:eth2"]
                      vars: {name: satellite, delay: 400 ms}
                    - endpoints: ["left:eth3", "right:eth3"]
                      vars: {name: radio, delay: 10 ms, jitter: 8 ms, loss: 10 %}
                    - endpoints: ["left:eth4", "right:eth4"]
                      vars: {name: leased, delay: 1 ms, rate: 1 Mbit/s}
                """, new Problems()).orElseThrow();

    private NetemPair() {}

    static Link link(String name) {
        return DESIGN.link(name).orElseThrow();
    }

    /** Without BFD, which an emulated processor is too slow for. */
    static Lab bringUp(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
            lab: namespaces
            wire: netem
            routing: {protocol: bgp, bfd: off}
            """);
        return new NamespaceLabProvider()
                .bringUp(new LabRequest(DESIGN, new LabBinding("proposed", "namespaces", file, ""), Set.of(), folder));
    }
}
