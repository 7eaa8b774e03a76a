package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.plan.Plan;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Measured;

/** A real web server, resolver and telephone behind a path that dies in silence, and behind one that has no power. */
class ServicesIT {

    private static final String TOPOLOGY = """
        name: services
        topology:
          nodes:
            client: {kind: linux, labels: {role: tester}}
            near: {kind: linux, labels: {role: sut}}
            far-a: {kind: linux, labels: {role: sut}}
            far-b: {kind: linux, labels: {role: sut}}
            server: {kind: linux, labels: {role: sut}}
          links:
            - {endpoints: ["client:eth1", "near:eth1"], vars: {name: client-near}}
            - {endpoints: ["near:eth2", "server:eth1"], vars: {name: short}}
            - {endpoints: ["near:eth3", "far-a:eth1"], vars: {name: long-1}}
            - {endpoints: ["far-a:eth2", "far-b:eth1"], vars: {name: long-2}}
            - {endpoints: ["far-b:eth2", "server:eth2"], vars: {name: long-3}}
        """;

    /** Without BFD a silent path is given up when the hold time is over: 2 to 3 s. */
    private static final String LAB = """
        lab: namespaces
        class: replica
        routing: {protocol: bgp, bfd: off, keepalive: 1 s, hold-time: 3 s}
        nodes:
          server: {loopback: 198.18.255.50}
          near: {loopback: 198.18.255.51}
        programs:
          web: {node: server, run: [python3, -m, http.server, "8080", --bind, 198.18.255.50], listens: tcp 8080}
          resolver:
            node: server
            run: [dnsmasq, --keep-in-foreground, --no-resolv, --no-hosts, --conf-file=/dev/null, --bind-interfaces,
                  --listen-address=198.18.255.50, --address=/www.example/198.18.255.50, --user=root, --pid-file=]
            listens: udp 53
          exchange:
            node: near
            run: [sipp, -sn, uas, -i, 198.18.255.51, -p, "5060", -nostdin]
            listens: udp 5060
          phone: {node: server, run: [sipp, -sn, uas, -i, 198.18.255.50, -p, "5060", -nostdin], listens: udp 5060}
        """;

    private static final String SUITE = """
        suite: services
        version: 1.0.0
        title: Services behind two paths
        topology: topology.clab.yml
        traffic:
          probe: {between: ["client:eth1", "server:eth1"], streams: 2, rate: 500/s per stream, size: 128 B}
        services:
          web: {from: client, to: server, protocol: http, port: 8080, request: /, clients: 2, rate: 20/s, patience: 500 ms}
          shop: {from: client, to: server, protocol: http, generator: gatling, port: 8080, request: /, clients: 2, rate: 20/s,
                 patience: 500 ms}
          door: {from: client, to: server, protocol: tcp, port: 8080, rate: 20/s, patience: 500 ms}
          names: {from: client, to: server, protocol: dns, port: 53, request: www.example, rate: 20/s, patience: 500 ms}
          calls: {from: client, to: server, protocol: sip, port: 5060, request: phone, rate: 5/s, patience: 3 s}
          lines: {from: client, to: server, protocol: sip, generator: sipp, port: 5060, request: phone, rate: 10/s,
                  patience: 2 s, held: 500 ms}
          local: {from: client, to: near, protocol: sip, generator: sipp, port: 5060, request: phone, rate: 10/s}
        trials:
          path-dies:
            traffic: [probe]
            workloads: [web, shop, door, names, calls, lines, local]
            bystanders: [local]
            fault: {silent-cut: {link: short}}
            steady: 2 s
            hold: 10 s
            recovery: 3 s
          server-dies:
            traffic: [probe]
            workloads: [web, names]
            fault: {power-off: {node: server}}
            hold: 2 s
            recovery: 3 s
        requirements:
          - {id: CONV, text: the path changes, expect: probe.convergence < 5 s in path-dies, blocker: false}
          - {id: WEB, text: web pages are back, expect: web.restoration < 5 s in path-dies}
          - {id: SHOP, text: web pages are back for Gatling, expect: shop.restoration < 5 s in path-dies}
          - {id: SHOP-LATENCY, text: pages are quick, expect: shop.latency.p50 < 400 ms in path-dies, blocker: false}
          - {id: DOOR, text: connections are back, expect: door.restoration < 5 s in path-dies}
          - {id: NAMES, text: names are back, expect: names.restoration < 5 s in path-dies}
          - {id: CALLS, text: calls are back, expect: calls.restoration < 6 s in path-dies}
          - {id: LINES, text: calls by SIPp are back, expect: lines.restoration < 6 s in path-dies, blocker: false}
          - {id: LOCAL, text: local calls are undisturbed, expect: local.failed <= 0 in path-dies}
          - {id: SET-UP, text: calls are set up, expect: lines.set-up >= 50 in path-dies, blocker: false}
          - {id: DROPPED, text: no call is dropped, expect: lines.dropped <= 0 in path-dies, blocker: false}
          - {id: OWN-DROPPED, text: no call is dropped, expect: calls.dropped <= 0 in path-dies, blocker: false}
          - {id: LATER, text: no page fails later, expect: web.failed-after-restoration <= 0 in path-dies, blocker: false}
          - {id: DARK, text: a server without power is back, expect: web.restoration < 1 s in server-dies, blocker: false}
        """;

    private static final double APART_NS = 1e9;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces(folder)).isEmpty();
        assertThat(Seatrial.programs(folder)).isEmpty();
    }

    private Path suite(String lab) throws IOException {
        Path suite = Files.createDirectories(folder.resolve("services"));
        Files.writeString(suite.resolve("suite.yaml"), SUITE);
        Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
        Files.writeString(suite.resolve("lab.yaml"), lab);
        return suite;
    }

    @Test
    void theRestorationIntervalHoldsTheInstantAtWhichPacketsPassedAgain() throws Exception {
        Path suite = suite(LAB);
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.toString(), "--plan", "smoke")) {
            assertThat(certify.exit()).as(certify.said()).isZero();
        }
        RunFolder run = new RunFolder(Seatrial.run(folder));
        Map<String, Finding> findings = run.readJson(run.report(), AcceptanceReport.class).findings().stream()
                .collect(Collectors.toMap(Finding::requirement, Function.identity()));
        Measured packets = measured(findings, "CONV");
        for (String service : List.of("WEB", "SHOP", "DOOR", "NAMES", "CALLS", "LINES")) {
            Measured restored = measured(findings, service);
            // Streams change over one by one, and the server has to work off those who have waited.
            assertThat(restored.lower()).as(service).isLessThanOrEqualTo(packets.upper() + APART_NS);
            assertThat(restored.upper()).as(service).isGreaterThanOrEqualTo(packets.lower() - APART_NS);
        }
        assertThat(measured(findings, "CONV").upper()).isGreaterThan(1e9);
        assertThat(measured(findings, "DARK").upper()).isInfinite();
        // A path that is dark for longer than the caller's patience drops the calls that are being held.
        for (String dropped : List.of("DROPPED", "OWN-DROPPED")) {
            assertThat(measured(findings, dropped).lower()).as(dropped).isPositive();
        }
        List<TrialRecord> trials = run.trialRecords(run.readJson(run.plan(), Plan.class));
        assertThat(trials).allSatisfy(trial -> {
            assertThat(trial.status()).as(trial.reason()).isEqualTo(TrialStatus.VALID);
            assertThat(trial.workloads())
                    .allMatch(one -> one.exposed() != one.workload().name().equals("local"));
        });
    }

    private static Measured measured(Map<String, Finding> findings, String requirement) {
        Finding finding = Objects.requireNonNull(findings.get(requirement), requirement);
        Measured measured = finding.measured();
        assertThat(measured.known()).as(finding.because()).isTrue();
        return measured;
    }

    @Test
    void aProgramThatTheLabNeedsIsNamedWithItsPackageBeforeAnythingIsMade() throws Exception {
        Path suite = suite(LAB.replace(
                "phone: {node: server, run: [sipp, ",
                "phone: {node: server, package: sip-tester, run: [sipp-of-another-world, "));
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.toString())) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(64);
            assertThat(certify.said()).contains("sipp-of-another-world", "Debian package sip-tester");
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void generatorsThatAreNotThereAreNamedWithWhatToInstall() throws Exception {
        Path suite = suite(LAB);
        List<String> nowhere = List.of("env", "PATH=/nowhere", "SEATRIAL_GATLING=/nowhere");
        for (String verb : List.of("check", "certify")) {
            try (Seatrial seatrial = Seatrial.start(folder, nowhere, "", verb, suite.toString())) {
                assertThat(seatrial.exit()).as(seatrial.said()).isEqualTo(verb.equals("check") ? 0 : 64);
                assertThat(seatrial.said())
                        .contains("the program sipp, which makes the calls of lines", "sip-tester")
                        .contains("Gatling in /nowhere, which asks for shop", "SEATRIAL_GATLING");
            }
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
