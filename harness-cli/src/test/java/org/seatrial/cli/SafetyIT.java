package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.plan.Plan;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** Trials that go wrong on a small real lab: two routers and two cables, without BFD, so that a silent cut lasts. */
class SafetyIT {

    private static final String SUITE = """
        suite: unsafe
        version: 1.0.0
        title: A fault that does more than was declared
        topology: topology.clab.yml
        traffic:
          probe: {between: ["left:eth1", "right:eth1"], streams: 16, rate: 100/s per stream, size: 128 B}
        trials:
          silent:
            traffic: [probe]
            fault: {silent-cut: {link: cable-a}}
            hold: 25 s
            recovery: 1 s
        MORE
        requirements:
          - id: FO-1
            text: Nothing is interrupted for long
            expect: probe.outage.longest < 60 s in silent
        """;

    private static final String TOPOLOGY = """
        name: pair
        topology:
          nodes:
            left: {kind: linux, labels: {role: sut}}
            right: {kind: linux, labels: {role: sut}}
          links:
            - endpoints: ["left:eth1", "right:eth1"]
              vars: {name: cable-a}
            - endpoints: ["left:eth2", "right:eth2"]
              vars: {name: cable-b}
        """;

    private static final String LAB = """
        lab: namespaces
        routing: {protocol: bgp, bfd: off}
        """;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces(folder)).isEmpty();
    }

    private Path suite(String more) throws IOException {
        Path suite = Files.createDirectory(folder.resolve("suite"));
        Files.writeString(suite.resolve("suite.yaml"), SUITE.replace("MORE", more));
        Files.writeString(suite.resolve("topology.clab.yml"), TOPOLOGY);
        Files.writeString(suite.resolve("lab.yaml"), LAB);
        return suite;
    }

    @Test
    void aSparedFlowThatSuffersAbortsTheTrialWhichIsHealedAtOnceAndAnErrorNeverAFailure() throws Exception {
        Path suite = suite("    spares: [probe]");
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.toString(), "--plan", "smoke")) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(3);
            assertThat(certify.said())
                    .contains("ERROR", "FO-1", "abort condition")
                    .doesNotContain("FAIL");
        }
        RunFolder run = new RunFolder(Seatrial.run(folder));
        TrialRecord trial =
                run.trialRecords(run.readJson(run.plan(), Plan.class)).getFirst();
        assertThat(trial.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(trial.reason()).contains("flow probe, which the fault must spare, lost ");
        FaultRecord fault = trial.faults().getFirst();
        Commanded struck = Objects.requireNonNull(fault.commanded());
        assertThat(Objects.requireNonNull(fault.healed()).beforeNs() - struck.beforeNs())
                .isBetween(500_000_000L, 20_000_000_000L);
        assertThat(run.events()).content().contains("\"kind\":\"abort-condition\"");
        assertThat(run.restore()).content().contains("\"allRestored\" : true");
        assertThat(run.root().resolve("report.html")).content().contains("abort condition: flow probe");
    }

    @Test
    void aHarnessThatIsStoppedHasItsFaultHealedByTheWatchdogAtTheDeadline() throws Exception {
        Path suite = suite("");
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.toString(), "--plan", "smoke")) {
            certify.awaitSaying("ready");
            RunFolder run = new RunFolder(Seatrial.run(folder));
            certify.awaitLines(run.events(), "\"kind\":\"hold\"", 1);
            certify.signal("STOP");
            // Nobody waits for the half minute by which the deadline exceeds the trial: it is brought forward.
            String undo = ProjectFiles.read(run.ledger())
                    .lines()
                    .filter(line -> line.contains("\"event\":\"undo\"") && line.contains("proposed/silent/001#1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(undo).containsPattern("\"deadlineNs\":[0-9]+");
            Files.write(
                    run.ledger(),
                    List.of(undo.replaceFirst("\"deadlineNs\":[0-9]+", "\"deadlineNs\":" + System.nanoTime())),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
            Path watchdog = run.root().resolve("watchdog.log");
            certify.awaitLines(watchdog, "  healed: ", 1);
            assertThat(ProjectFiles.read(watchdog)).contains("in force longer than its deadline");
            assertThat(ProjectFiles.read(run.ledger()))
                    .containsPattern("\"event\":\"healed\",\"id\":\"proposed/silent/001#1\"");
            assertThat(run.events()).content().contains("\"kind\":\"watchdog-healed\"");
            // Killed while it is stopped: the lab goes with it.
            certify.signal("KILL");
            certify.exit();
            certify.awaitLinesOfTheDead(watchdog, "  removed: lab ", 1);
        }
    }

    /** In a user namespace of its own, which nobody can enter after it: its watchdog alone cleans up. */
    @Test
    void theWatchdogOfAnOrdinaryUserHealsAndRemovesWhatAKilledHarnessLeft() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path suite = suite("");
        List<String> nobody = List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "unshare",
                "--user",
                "--map-root-user",
                "--net",
                "--mount",
                "--kill-child",
                "--",
                ProjectFiles.root().resolve("harness-cli/src/main/sh/rootless").toString());
        try (Seatrial certify = Seatrial.start(folder, nobody, "", "certify", suite.toString(), "--plan", "smoke")) {
            certify.awaitSaying("ready");
            RunFolder run = new RunFolder(Seatrial.run(folder));
            certify.awaitLines(run.events(), "\"kind\":\"hold\"", 1);
            Path namespace = userNamespace(certify.children().getFirst());
            assertThat(namespace).isNotEqualTo(userNamespace(ProcessHandle.current()));
            certify.signal("KILL");
            certify.exit();
            Path watchdog = run.root().resolve("watchdog.log");
            certify.awaitLinesOfTheDead(watchdog, "  removed: lab ", 1);
            assertThat(ProjectFiles.read(watchdog))
                    .contains("the run is gone", "  healed: ")
                    .doesNotContain("failed: ");
            awaitEmpty(namespace);
        }
    }

    private static Path userNamespace(ProcessHandle process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/user"));
    }

    /** Waits until no process is left in a user namespace. */
    private static void awaitEmpty(Path namespace) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ProcessHandle.allProcesses().anyMatch(process -> {
            try {
                return userNamespace(process).equals(namespace);
            } catch (IOException gone) {
                return false;
            }
        })) {
            assertThat(System.nanoTime()).as("everything in it ends").isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
