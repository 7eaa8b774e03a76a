package org.seatrial.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.seatrial.report.attestation.SigningKey;
import picocli.CommandLine.Option;

/** The option that names the signing key, shared by the verbs that sign. */
final class KeyArguments {

    @Option(
            names = "--signing-key",
            paramLabel = "FILE",
            description = "PKCS #8 PEM file with an Ed25519 or P-256 key, made on first use; a PKCS #12 file; or a"
                    + " PKCS #11 token by its URI (pkcs11:token=...). Default: in ~/.config/seatrial.")
    private @Nullable Path file;

    Path file() {
        return file == null ? SigningKey.usualFile(System.getenv()) : file;
    }
}
