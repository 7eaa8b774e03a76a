package org.seatrial.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seatrial.report.attestation.Keys;
import picocli.CommandLine.Option;

/** The option that names keys to trust. */
final class TrustArguments {

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A public key to trust: its SHA-256 fingerprint, or a PEM file. May be given more than once.")
    private List<String> keys = List.of();

    /** Fingerprints. */
    Set<String> keys() {
        Set<String> trusted = new HashSet<>();
        keys.forEach(key -> trusted.add(Keys.trusted(key)));
        return trusted;
    }
}
