package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite with virtual machines on a machine that has nothing to run them with. */
class MissingPackagesIT {

    private static final String TOPOLOGY = """
        name: sites
        topology:
          defaults: {kind: linux, labels: {role: sut}}
          nodes: {hv1: {}, san1: {}}
          links:
            - {endpoints: ["hv1:eth1", "san1:eth1"], vars: {name: cable}}
        """;

    private static final String LAB = """
        lab: namespaces
        nodes:
          san1: {volumes: {vms: {size: 64 MiB}}}
          hv1: {guests: {vm1: {address: 198.18.30.1, service: {sip: 5060}}}}
        """;

    private static final String SUITE = """
        suite: sites
        version: 1.0.0
        title: Virtual machines
        topology: topology.clab.yml
        traffic:
          probe: {between: ["hv1:eth1", "san1:eth1"], streams: 2, rate: 100/s per stream, size: 128 B}
        trials:
          quiet: {traffic: [probe], for: 2 s}
        requirements:
          - {id: Q, text: Nothing is lost, expect: probe.loss <= 0 % in quiet}
        """;

    @TempDir
    Path folder;

    @Test
    void whatGuestsNeedIsNamedWithItsPackagesBeforeAnythingIsMade() throws Exception {
        Path suite = Files.createDirectory(folder.resolve("suite"));
        Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
        Files.writeString(suite.resolve("lab.yaml"), LAB);
        Files.writeString(suite.resolve("suite.yaml"), SUITE);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        List<String> bare = List.of("/usr/bin/env", "PATH=" + empty, "SEATRIAL_CACHE=" + empty);
        try (Seatrial certify = Seatrial.start(folder, bare, "", "certify", suite.toString())) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(64);
            assertThat(certify.said())
                    .contains("Debian package qemu-system-x86", "qemu-system-x86_64")
                    .contains("Debian package nbdkit", "Debian package qemu-system-common")
                    .contains("Debian package sip-tester");
            assertThat(certify.said().contains("linux-image-cloud-amd64")).isEqualTo(!kernelInstalled());
        }
        assertThat(folder.resolve("runs")).doesNotExist();
        assertThat(Seatrial.namespaces(folder)).isEmpty();
    }

    private static boolean kernelInstalled() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/boot"))) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("vmlinuz-"));
        }
    }
}
