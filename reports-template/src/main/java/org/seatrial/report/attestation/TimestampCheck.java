package org.seatrial.report.attestation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.report.AcceptanceReport;

/** Holds the time stamps of an attestation against the authorities that a customer believes. */
public final class TimestampCheck {

    private TimestampCheck() {}

    /**
     * The certificates of a PEM file.
     *
     * @throws InputException if it holds none
     */
    public static Set<X509Certificate> authorities(Path file) {
        Set<X509Certificate> found = new LinkedHashSet<>();
        String reason = "it holds no certificate";
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                if (one instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (IOException | CertificateException e) {
            reason = "cannot be read: " + Checklist.reason(e);
        }
        if (found.isEmpty()) {
            throw new InputException(new Problem(
                    file.toString(), "", "", reason, "certificates of time stamping authorities in PEM", ""));
        }
        return found;
    }

    /** Adds to a verification that the report's signatures were stamped by an authority that is believed. */
    public static Verification add(Verification verification, Path runFolder, Set<X509Certificate> authorities) {
        Checklist checks = new Checklist();
        verification.checks().forEach(checks::add);
        Bundle bundle = Bundle.read(runFolder, new Checklist());
        checks.check("time stamp", () -> {
            AcceptanceReport report = AttestedReport.read(runFolder);
            return demanded(bundle, report, authorities);
        });
        return checks.verification(verification.signer(), verification.fingerprint(), verification.stated());
    }

    /** What the stamps say that are there, whoever made them; empty if there are none. */
    static Optional<String> stated(List<Optional<Timestamp>> stamps) {
        List<Timestamp> there = stamps.stream().flatMap(Optional::stream).toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("%d of %d lines, %s, by %s; whether it is to be believed tells its certificate"
                .formatted(
                        there.size(),
                        stamps.size(),
                        there.getFirst().time(),
                        there.getFirst().authority()));
    }

    /** Both lines of the report must be stamped, after the run ended and by an authority that is believed. */
    static String demanded(Bundle bundle, AcceptanceReport report, Set<X509Certificate> authorities)
            throws UnverifiableException {
        if (bundle.lines().isEmpty()) {
            throw new UnverifiableException("no valid signature that could have been stamped");
        }
        Timestamp last = stamp(bundle, 0);
        for (int line = 0; line < bundle.lines().size(); line++) {
            last = stamp(bundle, line);
            last.mustBeBy(authorities);
            Optional<Instant> finished = Waivers.instant(report.finishedAt());
            if (finished.isPresent() && last.time().isBefore(finished.get().minus(PolicyCheck.CLOCKS_DIFFER))) {
                throw new UnverifiableException("line %d was stamped %s, %d minutes before the run ended"
                        .formatted(
                                line + 1,
                                last.time(),
                                Duration.between(last.time(), finished.get()).toMinutes()));
            }
        }
        for (int line = bundle.lines().size(); line < bundle.timestamps().size(); line++) {
            if (bundle.timestamps().get(line).isPresent()) {
                stamp(bundle, line).mustBeBy(authorities);
            }
        }
        return "signed before " + last.time() + ", says " + last.authority();
    }

    private static Timestamp stamp(Bundle bundle, int line) throws UnverifiableException {
        return bundle.timestamps()
                .get(line)
                .orElseThrow(() -> new UnverifiableException("line " + (line + 1) + " bears no time stamp"));
    }
}
