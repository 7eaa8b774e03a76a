package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.InputException;
import org.seatrial.lab.CertificateClass;
import org.seatrial.report.RunFixture.Story;
import org.seatrial.report.attestation.Decision.Kind;

class CountersignatureTest {

    @TempDir
    Path temp = Path.of("");

    private SignedRun passed() throws IOException {
        return new SignedRun(temp.resolve("run"), Story.PASSED);
    }

    private SignedRun failed() throws IOException {
        return new SignedRun(temp.resolve("run"), Story.FAILED);
    }

    private static List<String> failures(Verification verification) {
        return verification.lines().stream()
                .filter(line -> line.startsWith("FAILED"))
                .toList();
    }

    @Test
    void anAcceptedRunSatisfiesThePolicy() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, run.customer);
        assertThat(run.verify(run.policy()).lines())
                .noneMatch(line -> line.startsWith("FAILED"))
                .anyMatch(line -> line.contains("accepted by A. Fischer, Acme Networks, as customer"));
        assertThat(run.verify(run.policy()).exitCode()).isZero();
    }

    @Test
    void withoutTheCustomersWordThePolicyIsNotSatisfied() throws IOException {
        SignedRun run = passed();
        assertThat(failures(run.verify(run.policy())))
                .singleElement()
                .asString()
                .contains("accepted by customer", "0 of 1");
    }

    @Test
    void aStrangersAcceptanceCountsForNothing() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, SigningKey.ephemeral());
        assertThat(failures(run.verify(run.policy())))
                .singleElement()
                .asString()
                .contains("0 of 1");
    }

    @Test
    void twoSignaturesByOneKeyAreNotTwoSignatories() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, run.customer);
        run.decide(Kind.ACCEPTED, run.customer);
        TrustPolicy two = new TrustPolicy(
                "two",
                run.policy().reportKeys(),
                List.of(new TrustPolicy.Signers("customer", Set.of(run.customer.fingerprint(), "0".repeat(64)), 2)),
                Set.of(),
                Optional.empty(),
                Optional.empty());
        assertThat(failures(run.verify(two))).singleElement().asString().contains("1 of 2");
    }

    @Test
    void aRejectionOutweighsEverybodyElsesAcceptance() throws IOException {
        SignedRun run = passed();
        SigningKey other = SigningKey.ephemeral();
        run.decide(Kind.ACCEPTED, run.customer);
        run.decide(Kind.REJECTED, other);
        TrustPolicy either = new TrustPolicy(
                "either",
                run.policy().reportKeys(),
                List.of(new TrustPolicy.Signers(
                        "customer", Set.of(run.customer.fingerprint(), other.fingerprint()), 1)),
                Set.of(),
                Optional.empty(),
                Optional.empty());
        assertThat(failures(run.verify(either))).singleElement().asString().contains("nobody rejected", "rejected by");
    }

    @Test
    void aLaterDecisionOfTheSameKeyReplacesItsEarlierOne() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.REJECTED, run.customer);
        run.decide(Kind.ACCEPTED, run.customer);
        assertThat(run.verify(run.policy()).exitCode()).isZero();
    }

    @Test
    void aRejectedRunCannotBeSimplyAccepted() throws IOException {
        SignedRun run = failed();
        assertThatThrownBy(() -> run.decide(Kind.ACCEPTED, run.customer))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("REJECTED")
                .hasMessageContaining("FO-3");
    }

    @Test
    void everyBlockerThatDidNotPassHasToBeNamed() throws IOException {
        SignedRun run = failed();
        assertThatThrownBy(() -> run.decide(Kind.ACCEPTED_WITH_DEVIATIONS, run.customer, "LAT-1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("FO-3");
    }

    @Test
    void aRunWithADeviationThatTheCustomerNamedSatisfiesThePolicyAndStaysRejected() throws IOException {
        SignedRun run = failed();
        String[] open =
                Countersignature.openBlockers(AttestedReport.read(run.folder)).toArray(String[]::new);
        run.decide(Kind.ACCEPTED_WITH_DEVIATIONS, run.customer, open);
        Verification verification = run.verify(run.policy());
        assertThat(failures(verification)).isEmpty();
        assertThat(verification.stated()).contains("REJECTED");
    }

    @Test
    void whoSignedTheReportCannotCountersignIt() throws IOException {
        SignedRun run = passed();
        assertThatThrownBy(() -> run.decide(Kind.ACCEPTED, run.integrator))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the report itself was signed with this key");
    }

    @Test
    void aCountersignedReportIsNotSignedAnew() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, run.customer);
        assertThatThrownBy(() -> Attestation.sign(run.folder, run.integrator))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("countersigned");
    }

    @Test
    void aDecisionDoesNotCoverAnotherRunsReport() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, run.customer);
        SignedRun other = new SignedRun(temp.resolve("other"), Story.FAILED);
        Path file = other.folder.resolve(Manifest.ATTESTATIONS);
        String decision =
                Files.readAllLines(run.folder.resolve(Manifest.ATTESTATIONS)).get(2);
        Files.writeString(file, Files.readString(file) + decision + "\n");
        assertThat(failures(other.verify(run.policy())))
                .anySatisfy(line -> assertThat(line).contains("line 3: it was not made for the lines above it"));
    }

    @Test
    void aReplicaIsNotEnoughWhereHardwareIsDemanded() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, run.customer);
        TrustPolicy hardware = new TrustPolicy(
                "hardware",
                run.policy().reportKeys(),
                run.policy().signers(),
                Set.of(),
                Optional.of(CertificateClass.PHYSICAL_LAB),
                Optional.empty());
        assertThat(failures(run.verify(hardware)))
                .singleElement()
                .asString()
                .contains("class", "replica", "physical-lab");
    }

    @Test
    void aRunThatIsTooOldIsRefused() throws IOException {
        SignedRun run = passed();
        run.decide(Kind.ACCEPTED, run.customer);
        TrustPolicy fresh = new TrustPolicy(
                "fresh",
                run.policy().reportKeys(),
                run.policy().signers(),
                Set.of(),
                Optional.empty(),
                Optional.of(Duration.ofDays(1)));
        assertThat(failures(run.verify(fresh))).singleElement().asString().contains("age", "1 days ago, allowed are 1");
    }
}
