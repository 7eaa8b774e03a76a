package org.seatrial.report.attestation;

import java.util.ArrayList;
import java.util.List;

/**
 * What checking a run folder found.
 *
 * @param checks in the order they were made
 * @param signer whether the customer knows who signed
 * @param fingerprint of the key that signed; empty if no signature is valid
 * @param stated what the signed statement says: outcome, suite and certificate class; empty if it cannot be read
 */
public record Verification(List<Check> checks, Signer signer, String fingerprint, String stated) {

    public Verification {
        checks = List.copyOf(checks);
    }

    /** @param detail what was compared, or the first difference, naming the file or requirement */
    public record Check(String name, boolean ok, String detail) {}

    /** Who signed. */
    public enum Signer {
        /** A key that the customer named. */
        KNOWN,
        /** The signature is valid and no key was named, so it proves that nothing changed, and not who signed. */
        UNKNOWN,
        /** Nobody that may be believed: no valid signature, or not by a key that was named. */
        NONE
    }

    public boolean intact() {
        return signer != Signer.NONE && checks.stream().allMatch(Check::ok);
    }

    /** 0, or 5: signature or verification failed. */
    public int exitCode() {
        return intact() ? 0 : 5;
    }

    /** One line a check, then the result, for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        checks.forEach(check -> lines.add(
                "%-7s %s: %s".formatted(check.ok() ? "ok" : "FAILED", check.name(), printable(check.detail()))));
        lines.add(resultLine());
        return lines;
    }

    /** What a signer wrote must not steer the terminal that shows it, nor begin a line of its own. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "�");
    }

    public String resultLine() {
        if (!intact()) {
            return "NOT VERIFIED: do not rely on this run";
        }
        return switch (signer) {
            case KNOWN -> "verified: " + stated + "; signer known: " + fingerprint;
            case UNKNOWN ->
                "verified: " + stated + "; signer unknown: " + fingerprint
                        + " (nothing was changed since signing; name the signer's key with --key to know who signed)";
            case NONE -> throw new IllegalStateException("intact without a signer");
        };
    }
}
