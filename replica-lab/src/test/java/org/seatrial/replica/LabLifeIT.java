package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.Problems;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabRequest;
import org.seatrial.topology.Design;
import org.seatrial.topology.TopologyReader;

/** How labs begin and end, with the smallest of designs. */
class LabLifeIT {

    private static final Design PAIR =
            TopologyReader.parse("pair.clab.yml", """
                name: pair
                topology:
                  nodes:
                    left: {kind: linux, labels: {role: sut}}
                    right: {kind: linux, labels: {role: sut}}
                  links:
                    - endpoints: ["left:eth1", "right:eth1"]
                      vars: {name: cable}
                """, new Problems()).orElseThrow();

    private final LabRegistry registry = new LabRegistry(LabRegistry.USUAL);
    private final Path folder;

    LabLifeIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private LabRequest request(String labFile) throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), labFile);
        return new LabRequest(PAIR, new LabBinding("proposed", "namespaces", file, ""), Set.of("cable"), folder);
    }

    @Test
    void twoLabsLiveBesideEachOther() throws IOException {
        NamespaceLabProvider provider = new NamespaceLabProvider();
        try (Lab first = provider.bringUp(request("lab: namespaces"));
                Lab second = provider.bringUp(request("lab: namespaces"))) {
            assertThat(first.id()).isNotEqualTo(second.id());
            for (Lab lab : List.of(first, second)) {
                LabITs.await(
                        "whole", Duration.ofSeconds(20), () -> lab.redundancy().whole());
            }
        }
    }

    @Test
    void aLabWhoseOwnerIsDeadIsRemovedAndNothingElse() throws IOException, InterruptedException {
        NamespaceLabProvider provider = new NamespaceLabProvider(registry);
        Lab orphan = provider.bringUp(request("lab: namespaces"));
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        List<String> namespaces = LabITs.namespaces(LabNames.prefix(orphan.id()));
        registry.write(new LabRecord(orphan.id(), ended.pid(), 1, folder.toString(), namespaces));
        List<Integer> daemons = NamespaceProcesses.in(LabNames.namespace(orphan.id(), "left"));
        assertThat(daemons).hasSize(3);
        Program.run("ip", "netns", "add", "st-zzzz-foreign");
        try {
            registry.removeDead();
            assertThat(LabITs.namespaces(LabNames.prefix(orphan.id()))).isEmpty();
            assertThat(registry.folder(orphan.id())).doesNotExist();
            assertThat(daemons)
                    .allSatisfy(daemon ->
                            assertThat(NamespaceProcesses.startOf(daemon)).isEmpty());
            assertThat(LabITs.namespaces("st-zzzz-foreign")).hasSize(1);
        } finally {
            Program.run("ip", "netns", "del", "st-zzzz-foreign");
            orphan.close();
        }
    }

    @Test
    void aLabWhoseOwnerLivesIsLeftAlone() throws IOException {
        try (Lab lab = new NamespaceLabProvider(registry).bringUp(request("lab: namespaces"))) {
            String namespace = LabNames.namespace(lab.id(), "left");
            List<Integer> daemons = NamespaceProcesses.in(namespace);
            registry.removeDead();
            assertThat(NamespaceProcesses.in(namespace)).hasSize(3).isEqualTo(daemons);
        }
    }

    @Test
    void aLabThatFailsHalfWayLeavesNothingAndNamesTheDaemon() throws IOException {
        Files.writeString(folder.resolve("bad.conf"), "no such thing\n");
        LabRequest request = request("lab: namespaces\nnodes: {left: {frr: {bgpd: bad.conf}}}\n");
        Set<String> before = namesOfOurs();
        assertThatThrownBy(() -> new NamespaceLabProvider().bringUp(request))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("bgpd of left");
        assertThat(namesOfOurs()).isSubsetOf(before);
    }

    /** Namespaces and labs on this machine, without those of other processes, which come and go. */
    private Set<String> namesOfOurs() {
        List<LabRecord> labs = new ArrayList<>(registry.all());
        Set<String> names = new HashSet<>(LabITs.namespaces("st-"));
        labs.addAll(registry.all());
        for (LabRecord lab : labs) {
            if (lab.ownerPid() == ProcessHandle.current().pid()) {
                names.add("lab " + lab.id());
            } else {
                names.removeIf(name -> name.startsWith(LabNames.prefix(lab.id())));
            }
        }
        return names;
    }
}
