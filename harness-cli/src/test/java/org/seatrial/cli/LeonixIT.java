package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.plan.Plan;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** The command against real labs: real routers, real packets, real faults; files and exit codes are what counts. */
class LeonixIT {

    private static final String SILENT = """
          fibre-silent:
            traffic: [calls, probe, replication]
            fault: {silent-cut: {link: fibre-a}}
            hold: 2 s
            recovery: 4 s
            repeat: %d
        """;

    private static final String FO_3 = """
          - id: FO-3
            text: A fibre that dies without losing light interrupts no call for 300 ms
            expect: probe.outage.longest < 300 ms in fibre-silent for all trials
        """;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces()).isEmpty();
    }

    private List<TrialRecord> trials() throws Exception {
        RunFolder run = new RunFolder(Seatrial.run(folder));
        return run.trialRecords(run.readJson(run.plan(), Plan.class));
    }

    @Test
    void theGoodDesignPassesTheSmokePlanAndItsReportCanBeVerifiedAndNotForged() throws Exception {
        try (Seatrial certify = Seatrial.start(folder, "certify", "leonix-dual-site@1.0.0", "--plan", "smoke")) {
            assertThat(certify.exit()).as(certify.said()).isZero();
        }
        Path run = Seatrial.run(folder);
        assertThat(run.resolve("report.html")).content().contains("certifies nothing");
        assertThat(run.resolve("junit.xml")).content().contains("FO-3");
        assertThat(run.resolve("acceptance.intoto.jsonl")).exists();
        try (Seatrial verify = Seatrial.start(folder, "verify", run.toString())) {
            assertThat(verify.exit()).as(verify.said()).isZero();
        }
        Path evidence = run.resolve("trials/proposed/fibre-silent/001/probe.outages.csv");
        Files.writeString(evidence, "\n", StandardOpenOption.APPEND);
        try (Seatrial verify = Seatrial.start(folder, "verify", run.toString())) {
            assertThat(verify.exit()).as(verify.said()).isEqualTo(5);
            assertThat(verify.said()).contains("probe.outages.csv");
        }
    }

    @Test
    void withoutBfdTheDesignIsRejected() throws Exception {
        SuiteCopy suite = SuiteCopy.in(folder).shortened(SILENT.formatted(1), FO_3);
        try (Seatrial certify =
                Seatrial.start(folder, "certify", suite.folder().toString(), "--lab", "no-bfd.lab.yaml")) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(1);
            assertThat(certify.said()).contains("FAIL", "FO-3", "violated");
        }
    }

    @Test
    void aFaultThatDoesNotHappenIsInvalidAndNeverAPass() throws Exception {
        Path services = Files.createDirectories(folder.resolve("lazy/META-INF/services"));
        Files.writeString(services.resolve("org.seatrial.fault.FaultInjector"), LazyInjector.class.getName());
        String classes = folder.resolve("lazy") + ":" + ProjectFiles.root().resolve("harness-cli/target/test-classes");
        SuiteCopy suite = SuiteCopy.in(folder).shortened(SILENT.formatted(1), FO_3);
        try (Seatrial certify = Seatrial.start(
                folder, List.of(), classes, "certify", suite.folder().toString())) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(2);
        }
        assertThat(trials()).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.status()).isEqualTo(TrialStatus.INVALID);
            assertThat(trial.reason()).contains("effect");
        });
    }

    @Test
    void aFaultOnALinkThatNoStreamCrossesIsInvalidAndNeverAPass() throws Exception {
        SuiteCopy suite =
                SuiteCopy.in(folder).shortened(SILENT.formatted(1).replace("link: fibre-a", "link: dc1-peer"), FO_3);
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.folder().toString())) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(2);
        }
        assertThat(trials()).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.status()).isEqualTo(TrialStatus.INVALID);
            assertThat(trial.reason()).contains("not exposed");
        });
    }

    @Test
    void aSignalInTheMiddleOfATrialHealsTearsDownAndKeepsFinishedTrials() throws Exception {
        SuiteCopy suite = SuiteCopy.in(folder).shortened(SILENT.formatted(3), FO_3);
        try (Seatrial certify = Seatrial.start(folder, "certify", suite.folder().toString())) {
            certify.awaitSaying("ready");
            Path events = Seatrial.run(folder).resolve("events.jsonl");
            certify.awaitLines(events, "fault-commanded", 2);
            certify.terminate();
            assertThat(certify.exit()).as(certify.said()).isEqualTo(3);
        }
        assertThat(trials().getFirst().status()).isEqualTo(TrialStatus.VALID);
        assertThat(trials().get(1).status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(Seatrial.run(folder).resolve("restore.json")).content().contains("\"allRestored\" : true");
    }

    @Test
    void aMissingDaemonIsNamedWithItsPackageAndNothingIsCreated() throws Exception {
        List<String> withoutFrr =
                List.of("unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /usr/lib/frr && exec \"$@\"", "sh");
        try (Seatrial certify = Seatrial.start(folder, withoutFrr, "", "certify", "leonix-dual-site@1.0.0")) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(64);
            assertThat(certify.said()).contains("bgpd", "frr", "--install");
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
