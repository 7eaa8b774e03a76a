package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.InputException;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

class WaiversTest {

    private static final Instant ISSUED = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path temp = Path.of("");

    private SignedRun failed() throws IOException {
        return new SignedRun(temp.resolve("run"), Story.FAILED);
    }

    private static SignedWaiver waiver(AcceptanceReport report, Finding finding, String lastDay) {
        return new SignedWaiver(
                finding.requirement(),
                finding.expect(),
                report.design().digest(),
                "A. Fischer",
                "Acme Networks",
                "the second fibre follows in March",
                ISSUED,
                LocalDate.parse(lastDay));
    }

    private static List<Finding> open(AcceptanceReport report) {
        return report.findings().stream()
                .filter(one -> Countersignature.openBlockers(report).contains(one.requirement()))
                .toList();
    }

    private static void waiveAll(SignedRun run, SigningKey key, String lastDay) throws IOException {
        AcceptanceReport report = AttestedReport.read(run.folder);
        for (Finding finding : open(report)) {
            Waivers.add(run.folder.resolve(Waivers.FILE), waiver(report, finding, lastDay), key);
        }
        run.reportAndSign();
    }

    /** Whoever signs in the customer's place is not asked for here. */
    private static Verification verify(SignedRun run) {
        return run.verify(new TrustPolicy(
                "test",
                Set.of(run.integrator.fingerprint()),
                List.of(new TrustPolicy.Signers("customer", Set.of(run.customer.fingerprint()), 0)),
                Set.of("customer"),
                Optional.empty(),
                Optional.empty()));
    }

    @Test
    void aWaiverStandsBesideTheVerdictAndDoesNotChangeIt() throws IOException {
        SignedRun run = failed();
        AcceptanceReport before = AttestedReport.read(run.folder);
        waiveAll(run, run.customer, "2027-03-31");
        AcceptanceReport after = AttestedReport.read(run.folder);
        assertThat(after.dossier().waivers())
                .hasSize(open(before).size())
                .allSatisfy(waiver -> assertThat(waiver.counts()).isTrue());
        assertThat(after.result()).isEqualTo(Verdict.FAIL);
        assertThat(after.exitCode()).isEqualTo(1);
        assertThat(after.findings()).isEqualTo(before.findings());
        assertThat(Outcome.of(after)).isEqualTo(Outcome.REJECTED);
    }

    @Test
    void aCustomerWhoBearsWithEveryOpenBlockerIsSatisfied() throws IOException {
        SignedRun run = failed();
        assertThat(verify(run).exitCode()).isEqualTo(5);
        waiveAll(run, run.customer, "2027-03-31");
        assertThat(verify(run).lines()).noneMatch(line -> line.startsWith("FAILED"));
    }

    @Test
    void anIntegratorsOwnWaiverIsShownAndCountsForNobody() throws IOException {
        SignedRun run = failed();
        waiveAll(run, run.integrator, "2027-03-31");
        assertThat(AttestedReport.read(run.folder).dossier().waivers()).isNotEmpty();
        assertThat(verify(run).lines()).anyMatch(line -> line.contains("not waived: "));
    }

    @Test
    void aWaiverThatExpiredSinceTheRunDoesNotCount() throws IOException {
        SignedRun run = failed();
        waiveAll(run, run.customer, "2026-11-22");
        assertThat(AttestedReport.read(run.folder).dossier().waivers())
                .allSatisfy(waiver -> assertThat(waiver.counts()).isTrue());
        assertThat(verify(run).lines()).anyMatch(line -> line.contains("not waived: "));
    }

    @Test
    void aWaiverThatHadExpiredWhenTheRunEndedIsShownAsExpired() throws IOException {
        SignedRun run = failed();
        waiveAll(run, run.customer, "2026-11-20");
        assertThat(AttestedReport.read(run.folder).dossier().waivers())
                .isNotEmpty()
                .allSatisfy(waiver -> {
                    assertThat(waiver.counts()).isFalse();
                    assertThat(waiver.because()).contains("expired on 2026-11-20");
                });
    }

    @Test
    void itCountsToTheEndOfItsLastDay() throws IOException {
        SignedRun run = failed();
        AcceptanceReport report = AttestedReport.read(run.folder);
        SignedWaiver waiver = waiver(report, open(report).getFirst(), "2026-11-22");
        assertThat(waiver.weighed(report, Optional.of(Instant.parse("2026-11-22T23:59:59Z")), "k")
                        .counts())
                .isTrue();
        assertThat(waiver.weighed(report, Optional.of(Instant.parse("2026-11-23T00:00:00Z")), "k")
                        .counts())
                .isFalse();
    }

    @Test
    void anotherDesignOrAnotherLimitIsNotCovered() throws IOException {
        SignedRun run = failed();
        AcceptanceReport report = AttestedReport.read(run.folder);
        Finding finding = open(report).getFirst();
        SignedWaiver otherDesign = new SignedWaiver(
                finding.requirement(),
                finding.expect(),
                "0".repeat(64),
                "A",
                "B",
                "C",
                ISSUED,
                LocalDate.parse("2027-03-31"));
        SignedWaiver otherLimit = new SignedWaiver(
                finding.requirement(),
                finding.expect() + " or so",
                report.design().digest(),
                "A",
                "B",
                "C",
                ISSUED,
                LocalDate.parse("2027-03-31"));
        assertThat(otherDesign.weighed(report, Optional.of(ISSUED), "k").because())
                .contains("another design");
        assertThat(otherLimit.weighed(report, Optional.of(ISSUED), "k").because())
                .contains("another limit");
    }

    @Test
    void aForgedWaiverStopsTheReport() throws IOException {
        SignedRun run = failed();
        AcceptanceReport report = AttestedReport.read(run.folder);
        Path file = run.folder.resolve(Waivers.FILE);
        Waivers.add(file, waiver(report, open(report).getFirst(), "2027-03-31"), run.customer);
        String line = Files.readString(file);
        int at = line.indexOf("\"payload\":\"") + 300;
        Files.writeString(file, line.substring(0, at) + (line.charAt(at) == 'A' ? 'B' : 'A') + line.substring(at + 1));
        assertThatThrownBy(run::reportAndSign)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("not a signed waiver");
    }

    @Test
    void theSameFileServesALaterRunOfTheDesign() throws IOException {
        SignedRun run = failed();
        AcceptanceReport report = AttestedReport.read(run.folder);
        Path kept = temp.resolve("kept.jsonl");
        Waivers.add(kept, waiver(report, open(report).getFirst(), "2027-03-31"), run.customer);
        Waivers.copy(kept, run.folder);
        Waivers.copy(kept, run.folder);
        run.reportAndSign();
        assertThat(AttestedReport.read(run.folder).dossier().waivers())
                .singleElement()
                .extracting(Dossier.Waiver::signer)
                .isEqualTo(run.customer.fingerprint());
    }
}
