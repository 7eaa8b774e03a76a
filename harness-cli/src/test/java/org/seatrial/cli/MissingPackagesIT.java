package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suite with virtual machines and other people's clients on a machine that has nothing to run them with. */
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
        storage:
          bulk: {from: hv1, to: san1, protocol: nbd, generator: fio, volume: vms, writers: 1, rate: 10/s per writer, span: 1 MiB}
        services:
          lines: {from: hv1, to: san1, protocol: sip, generator: sipp, port: 5060, request: "100", rate: 1/s}
          pages: {from: hv1, to: san1, protocol: http, generator: gatling, port: 80, rate: 1/s}
        trials:
          quiet: {traffic: [probe], workloads: [bulk, lines, pages], for: 2 s}
        requirements:
          - {id: Q, text: Nothing is lost, expect: probe.loss <= 0 % in quiet}
        """;

    @TempDir
    Path folder;

    @Test
    void whatIsMissingIsNamedWithItsPackagesBeforeAnythingIsMade() throws Exception {
        Path suite = Files.createDirectory(folder.resolve("suite"));
        Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
        Files.writeString(suite.resolve("lab.yaml"), LAB);
        Files.writeString(suite.resolve("suite.yaml"), SUITE);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        List<String> bare =
                List.of("/usr/bin/env", "PATH=" + empty, "SEATRIAL_CACHE=" + empty, "SEATRIAL_GATLING=" + empty);
        try (Seatrial certify = Seatrial.start(folder, bare, "", "certify", suite.toString())) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(64);
            assertThat(certify.said())
                    .contains("Debian package qemu-system-x86", "qemu-system-x86_64")
                    .contains("Debian package nbdkit", "Debian package qemu-system-common")
                    .contains("the program fio", "Debian package fio")
                    .contains("the program sipp", "Debian package sip-tester")
                    .contains("Gatling in " + empty);
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
