package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;

/**
 * What an attestation says of itself, for a rendering that is made after signing.
 *
 * @param statementDigest SHA-256 of the signed bytes of line 1
 * @param signer fingerprint of the key that signed the report
 * @param timestamps when the lines were stamped, and by whom; empty if they were not
 * @param decisions one sentence each, with the fingerprint of the key
 */
public record AttestationSummary(
        String statementDigest, String signer, Optional<String> timestamps, List<String> decisions) {

    public AttestationSummary {
        decisions = List.copyOf(decisions);
    }

    /**
     * The attestation of a run folder whose signatures and digests hold.
     *
     * @throws InputException if it was not signed, or something was changed since
     */
    public static AttestationSummary of(Path runFolder) throws IOException {
        Checklist checks = new Checklist();
        Bundle bundle = Bundle.read(runFolder, checks);
        if (checks.allPassed()) {
            checks.check(
                    "files", () -> EvidenceCheck.run(runFolder, bundle.lines().getFirst()));
        }
        if (!checks.allPassed()) {
            throw new InputException(new Problem(
                    runFolder.toString(),
                    "",
                    "",
                    checks.firstFailure(),
                    "a run folder that was signed and not changed since",
                    "seatrial report and seatrial sign, or seatrial verify"));
        }
        return new AttestationSummary(
                bundle.reportDigest(),
                bundle.fingerprint(),
                TimestampCheck.stated(bundle.timestamps()),
                bundle.decisions().stream()
                        .map(one -> one.decision().sentence() + "; key " + one.signer())
                        .toList());
    }
}
