package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;

/** A signed run folder, as a customer gets it, with the keys of everybody. */
final class SignedRun {

    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    final Path folder;
    final SigningKey integrator = SigningKey.ephemeral();
    final SigningKey customer = SigningKey.ephemeral();
    private final RunFixture fixture;

    SignedRun(Path folder, Story story) throws IOException {
        this.folder = folder;
        this.fixture = RunFixture.of(story, 2);
        fixture.write(folder);
        Attestation.sign(folder, integrator);
    }

    AcceptanceReport rebuilt(Path run) throws IOException {
        AcceptanceReport report = fixture.report(new RunFolder(run));
        return report.with(DossierFiles.read(run, report));
    }

    /** Writes report.json again, with the dossier as it now is, and signs. */
    void reportAndSign() throws IOException {
        RunFolder run = new RunFolder(folder);
        run.writeJson(run.report(), rebuilt(folder));
        Attestation.sign(folder, integrator);
    }

    void decide(Decision.Kind kind, SigningKey key, String... deviations) throws IOException {
        Countersignature.add(
                folder,
                new Decision(
                        kind,
                        "customer",
                        "Acme Networks",
                        "A. Fischer",
                        Instant.parse("2026-11-22T08:00:00Z"),
                        List.of(deviations),
                        "seen and discussed"),
                key);
    }

    Verification verify(Path run, TrustPolicy policy) {
        return Verifier.verifyAgainst(policy, run, Set.of(), this::rebuilt, NOW);
    }

    Verification verify(TrustPolicy policy) {
        return verify(folder, policy);
    }

    /** One signature of the customer, who may waive; any class, any age. */
    TrustPolicy policy() {
        return new TrustPolicy(
                "test",
                Set.of(integrator.fingerprint()),
                List.of(new TrustPolicy.Signers("customer", Set.of(customer.fingerprint()), 1)),
                Set.of("customer"),
                Optional.empty(),
                Optional.empty());
    }
}
