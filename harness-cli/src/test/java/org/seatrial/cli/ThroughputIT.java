package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** Two hosts and a cable of a known rate: what the search finds is what the cable carries. */
class ThroughputIT {

    private static final double CABLE = 20e6;

    private static final String TOPOLOGY = """
        name: cable
        topology:
          defaults: {kind: linux, labels: {role: tester}}
          nodes: {left: {}, right: {}}
          links:
            - {endpoints: ["left:eth1", "right:eth1"], vars: {name: cable, rate: 20 Mbit/s}}
        """;

    private static final String SUITE = """
        suite: cable
        version: 1.0.0
        title: What a cable carries
        topology: topology.clab.yml
        traffic:
          bulk: {from: "left:eth1", to: "right:eth1", rate: 1000/s, size: 1250 B}
        trials:
          capacity:
            traffic: [bulk]
            throughput: {from: 2 Mbit/s, to: 60 Mbit/s, within: 10 %, confirm: 2 s, latency-repeats: 20, step: 300 ms}
        requirements:
          - {id: CARRIED, text: It carries what it should, expect: bulk.throughput >= 16 Mbit/s in capacity}
          - {id: DELAY, text: It holds packets for less than this, expect: bulk.delay-under-load.p50 < 1 s in capacity, blocker: false}
          - {id: TOO-MUCH, text: It does not carry more, expect: bulk.throughput >= 25 Mbit/s in capacity, outcome: violated, blocker: false}
        """;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces(folder)).isEmpty();
    }

    private Finding finding(String requirement) throws IOException {
        return Seatrial.finding(folder, requirement);
    }

    @Test
    void aSearchFindsWhatACableCarries() throws Exception {
        Path suite = Files.createDirectory(folder.resolve("suite"));
        Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
        Files.writeString(suite.resolve("lab.yaml"), "lab: namespaces\n");
        Files.writeString(suite.resolve("README.md"), "A suite of a test.\n");
        Files.writeString(suite.resolve("suite.yaml"), SUITE);
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.toString())) {
            assertThat(certify.exit()).as(certify.said()).isZero();
        }
        assertThat(finding("CARRIED").measured().lower()).isBetween(0.8 * CABLE, CABLE);
        assertThat(finding("CARRIED").measured().upper()).isBetween(CABLE, 1.25 * CABLE);
        // On a machine that stands still all the time there may be too few undisturbed repeats, and never a failed one.
        assertThat(finding("DELAY").verdict()).isIn(Verdict.PASS, Verdict.INCONCLUSIVE);
        assertThat(finding("TOO-MUCH").measured().upper()).isLessThan(25e6);
        try (Seatrial verify =
                Seatrial.start(folder, "verify", Seatrial.run(folder).toString())) {
            assertThat(verify.exit()).as(verify.said()).isZero();
        }
    }
}
