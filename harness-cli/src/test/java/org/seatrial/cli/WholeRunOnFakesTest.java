package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ReportBuilder;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** From suite file to report without root, a packet or a second: the real stages over a simulated lab. */
class WholeRunOnFakesTest {

    @TempDir
    private Path runs = Path.of("unset");

    private AcceptanceReport certify(FakeBehaviour behaviour) throws IOException {
        return ReportBuilder.build(SimulatedRun.in(runs, behaviour));
    }

    private static Verdict verdict(AcceptanceReport report, String requirement) {
        return report.findings().stream()
                .filter(finding -> finding.requirement().equals(requirement))
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSoundDesignIsAcceptedAndCertifiesNothingBecauseTheLabIsSimulated() throws IOException {
        AcceptanceReport report = certify(FakeBehaviour.SOUND);
        assertThat(report.findings())
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).as(finding.because()).isEqualTo(Verdict.PASS));
        assertThat(report.exitCode()).isZero();
        assertThat(report.certifies()).isFalse();
    }

    @Test
    void aDesignThatNoticesTooLateIsRejected() throws IOException {
        AcceptanceReport report = certify(new FakeBehaviour(
                Duration.ofMillis(2),
                Duration.ofMillis(300),
                Duration.ofMillis(60),
                Duration.ZERO,
                Duration.ofMillis(300),
                Set.of()));
        assertThat(verdict(report, "FO-1")).isEqualTo(Verdict.PASS);
        assertThat(verdict(report, "FO-2")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(report, "FO-3")).isEqualTo(Verdict.FAIL);
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void aDesignThatNeverRecoversIsRejected() throws IOException {
        AcceptanceReport report = certify(FakeBehaviour.SOUND.with(Quirk.NEVER_RECOVERS));
        assertThat(verdict(report, "FO-1")).isEqualTo(Verdict.FAIL);
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void faultsThatDoNotHappenAreNeverAPass() throws IOException {
        AcceptanceReport report = certify(FakeBehaviour.SOUND.with(Quirk.FAULT_DOES_NOT_ACT));
        for (String requirement : List.of("FO-1", "FO-2", "FO-3", "RED-1", "PWR-1")) {
            assertThat(verdict(report, requirement)).isNotEqualTo(Verdict.PASS);
        }
        assertThat(report.exitCode()).isNotZero();
    }

    @Test
    void faultsThatNoStreamCrossesAreNeverAPass() throws IOException {
        AcceptanceReport report = certify(FakeBehaviour.SOUND.with(Quirk.NOT_EXPOSED));
        for (String requirement : List.of("FO-1", "FO-2", "PWR-1")) {
            assertThat(verdict(report, requirement)).isNotEqualTo(Verdict.PASS);
        }
        assertThat(report.exitCode()).isNotZero();
    }

    @Test
    void aHitlessFailoverIsAValidZeroAndPasses() throws IOException {
        AcceptanceReport report = certify(FakeBehaviour.SOUND.with(Quirk.HITLESS));
        for (String requirement : List.of("FO-1", "FO-2", "PWR-1")) {
            assertThat(verdict(report, requirement)).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void aLabThatCannotBeHealedIsUnsafe() throws IOException {
        assertThat(certify(FakeBehaviour.SOUND.with(Quirk.HEAL_FAILS)).exitCode())
                .isEqualTo(4);
    }

    @Test
    void redundancyThatNeverComesBackIsRejected() throws IOException {
        AcceptanceReport report = certify(FakeBehaviour.SOUND.with(Quirk.STAYS_DEGRADED));
        assertThat(report.exitCode()).isNotZero();
        assertThat(verdict(report, "RED-1")).isNotEqualTo(Verdict.PASS);
    }
}
