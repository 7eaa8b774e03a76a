package org.seatrial.report.attestation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects the checks of one verification; a check that throws has failed. */
final class Checklist {

    private final List<Verification.Check> checks = new ArrayList<>();

    /** Returns what was compared, or throws with the difference. */
    interface Comparison {
        String run() throws UnverifiableException, IOException;
    }

    void check(String name, Comparison comparison) {
        try {
            passed(name, comparison.run());
        } catch (UnverifiableException | IOException e) {
            failed(name, reason(e));
        }
    }

    void add(Verification.Check check) {
        checks.add(check);
    }

    void passed(String name, String detail) {
        checks.add(new Verification.Check(name, true, detail));
    }

    void failed(String name, String detail) {
        checks.add(new Verification.Check(name, false, detail));
    }

    boolean allPassed() {
        return checks.stream().allMatch(Verification.Check::ok);
    }

    /** Name and reason of the first check that failed; empty if none did. */
    String firstFailure() {
        return checks.stream()
                .filter(check -> !check.ok())
                .findFirst()
                .map(check -> check.name() + ": " + check.detail())
                .orElse("");
    }

    Verification verification(Verification.Signer signer, String fingerprint, String stated) {
        return new Verification(checks, signer, fingerprint, stated);
    }

    /** The message; with the class where Java's messages are only a file name. */
    static String reason(Exception e) {
        return e instanceof UnverifiableException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
