package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.plan.Plan;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** A broadcast storm at a desk of the Leonix office, with the switch's storm control and without. */
class StormControlIT {

    private static final String STORM = """
          desk-storm:
            traffic: [desk-calls]
            fault: {traffic-anomaly: {from: "desk-pc:eth1", form: broadcast-storm, rate: 2000/s, size: 1514 B, for: 2 s}}
            hold: 3 s
            recovery: 3 s
        """;

    private static final String LIMITS = """
          - id: STORM-1
            text: A broadcast storm at a desk delays no call of the office beyond what a jitter buffer takes
            expect: desk-calls.delay.p99 < 30 ms in desk-storm for all trials
          - id: STORM-2
            text: A broadcast storm at a desk loses no packet of the office's calls
            expect: desk-calls.lost <= 0 in desk-storm for all trials
        """;

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Seatrial.namespaces(folder)).isEmpty();
    }

    private Seatrial certify(String lab) {
        SuiteCopy suite = SuiteCopy.in(folder, "1.1.0").shortened(STORM, LIMITS);
        return Seatrial.start(folder, "certify", suite.folder().toString(), "--lab", lab);
    }

    private List<TrialRecord> trials() throws Exception {
        RunFolder run = new RunFolder(Seatrial.run(folder));
        return run.trialRecords(run.readJson(run.plan(), Plan.class));
    }

    @Test
    void withStormControlTheCallsOfTheOfficeSurviveAStorm() throws Exception {
        try (Seatrial certify = certify("lab.yaml")) {
            assertThat(certify.exit()).as(certify.said()).isZero();
        }
        assertThat(trials().getLast().status()).isEqualTo(TrialStatus.VALID);
        assertThat(trials().getLast().faults().getFirst().effect().detail()).contains("came to dc2-access");
    }

    @Test
    void withoutStormControlTheDesignIsRejected() throws Exception {
        try (Seatrial certify = certify("no-storm-control.lab.yaml")) {
            assertThat(certify.exit()).as(certify.said()).isEqualTo(1);
            assertThat(certify.said()).contains("FAIL", "STORM-1");
        }
    }
}
