package org.seatrial.report.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.verdict.Finding;
import tools.jackson.databind.JsonNode;

/**
 * Checks a run folder from the outside in: signatures, digests, that the files agree with each other, and at last that
 * judging the raw recordings again gives the signed findings. Only the last step keeps a signer honest.
 */
public final class Verifier {

    private Verifier() {}

    /**
     * Verifies a run folder. Whatever is wrong becomes a failed check; no exception tells of it.
     *
     * @param trusted fingerprints of the keys that are trusted ({@link Keys#trusted}); empty if none was named
     * @param judge judges the recordings of a run folder again
     */
    public static Verification verify(Path runFolder, Set<String> trusted, Function<Path, List<Finding>> judge) {
        Checklist checks = new Checklist();
        Bundle bundle = Bundle.read(runFolder, checks);
        Verification.Signer signer = signer(bundle, trusted, checks);
        if (bundle.lines().isEmpty()) {
            return checks.verification(signer, bundle.fingerprint(), "");
        }
        JsonNode statement = bundle.lines().getFirst();
        checks.check("files", () -> EvidenceCheck.run(runFolder, statement));
        String stated = "";
        try {
            AcceptanceReport report =
                    StrictJson.read(Files.readAllBytes(runFolder.resolve("report.json")), AcceptanceReport.class);
            stated = stated(report);
            Manifest manifest = Manifest.of(runFolder);
            checks.check(
                    "statement says what report.json says",
                    () -> same("line 1", statement, StrictJson.asRead(Statements.acceptance(report, manifest))));
            checks.check("test-result statement says the same", () -> testResult(bundle, report));
            Agreement.check(runFolder, report, checks);
            Rejudgement.check(runFolder, report, judge, checks);
        } catch (UnverifiableException | IOException e) {
            checks.failed("report.json", "cannot be read: " + Checklist.reason(e));
        }
        return checks.verification(signer, bundle.fingerprint(), stated);
    }

    /** Makes the report of a run folder again from its files. */
    @FunctionalInterface
    public interface Rebuilder {
        AcceptanceReport rebuild(Path runFolder) throws IOException;
    }

    /**
     * As {@link #verify}, and compares all of {@code report.json}, coverage and known differences too, with the report
     * made again from the files below it.
     */
    public static Verification verifyWhole(Path runFolder, Set<String> trusted, Rebuilder rebuilder) {
        Verification verification = verify(runFolder, trusted, folder -> {
            try {
                return rebuilder.rebuild(folder).findings();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        });
        Checklist checks = new Checklist();
        verification.checks().forEach(checks::add);
        checks.check("report made again from the files", () -> {
            try {
                return same(
                        "report.json",
                        StrictJson.parse(Files.readAllBytes(runFolder.resolve("report.json"))),
                        StrictJson.asRead(rebuilder.rebuild(runFolder)));
            } catch (RuntimeException e) {
                // Files that no report can be made of were not left by a run.
                throw new UnverifiableException("no report can be made of the files: " + Checklist.reason(e), e);
            }
        });
        return checks.verification(verification.signer(), verification.fingerprint(), verification.stated());
    }

    /**
     * As {@link #verifyWhole}, and holds the run against a customer's policy too.
     *
     * @param trusted fingerprints of keys that are trusted beside those of the policy
     * @param now the instant at which ages are counted and waivers expire
     */
    public static Verification verifyAgainst(
            TrustPolicy policy, Path runFolder, Set<String> trusted, Rebuilder rebuilder, Instant now) {
        Set<String> keys = new HashSet<>(trusted);
        keys.addAll(policy.reportKeys());
        Verification verification = verifyWhole(runFolder, keys, rebuilder);
        Checklist checks = new Checklist();
        verification.checks().forEach(checks::add);
        try {
            Bundle bundle = Bundle.read(runFolder, new Checklist());
            new PolicyCheck(policy, AttestedReport.read(runFolder), bundle, now).check(runFolder, checks);
        } catch (IOException e) {
            checks.failed("policy", "cannot be applied: " + Checklist.reason(e));
        }
        return checks.verification(verification.signer(), verification.fingerprint(), verification.stated());
    }

    private static Verification.Signer signer(Bundle bundle, Set<String> trusted, Checklist checks) {
        if (bundle.fingerprint().isEmpty()) {
            return Verification.Signer.NONE;
        }
        if (trusted.isEmpty()) {
            return Verification.Signer.UNKNOWN;
        }
        if (trusted.contains(bundle.fingerprint())) {
            checks.passed("signer", "known: " + bundle.fingerprint());
            return Verification.Signer.KNOWN;
        }
        checks.failed("signer", "signed by " + bundle.fingerprint() + ", which is not a key you named");
        return Verification.Signer.NONE;
    }

    private static String testResult(Bundle bundle, AcceptanceReport report) throws UnverifiableException {
        if (bundle.lines().size() < 2) {
            throw new UnverifiableException(Manifest.ATTESTATIONS + ": line 2 is missing or not valid");
        }
        return same("line 2", bundle.lines().get(1), StrictJson.asRead(Statements.testResult(report)));
    }

    static String same(String what, JsonNode signed, JsonNode derived) throws UnverifiableException {
        Optional<String> difference = StrictJson.difference(what, signed, derived);
        if (difference.isPresent()) {
            throw new UnverifiableException(difference.get());
        }
        return "equal";
    }

    private static String stated(AcceptanceReport report) {
        String what = Outcome.of(report) + ", " + report.plan().suite() + "@"
                + report.plan().version() + ", class "
                + Outcome.certificateClass(report).map(Enum::name).orElse("none");
        return report.certifies() ? what : what + ", certifies nothing because " + report.certifiesNothingBecause();
    }
}
