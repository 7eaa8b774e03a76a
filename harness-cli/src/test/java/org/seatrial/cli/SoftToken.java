package org.seatrial.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Tokens of SoftHSM, made by the tools of others. A library sees the tokens that are there when it is initialised, and it
 * stays so as long as its process lives: all that the tests of one process need are made at once.
 */
final class SoftToken {

    static final Path LIBRARY = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    static final String PIN = "4711";

    private static final TestCertificates CERTIFICATES = made();

    private SoftToken() {}

    private static TestCertificates made() {
        Path configuration = Path.of(System.getenv().getOrDefault("SOFTHSM2_CONF", "target/softhsm2.conf"));
        try {
            Path folder = Files.createTempDirectory("softhsm");
            Files.createDirectory(folder.resolve("tokens"));
            Files.writeString(
                    configuration,
                    "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
            TestCertificates certificates =
                    TestCertificates.in(folder).with("integrator", "signing").with("customer", "signing");
            for (String name : new String[] {"integrator", "customer"}) {
                token(folder, name);
                object(folder, name, name, "a1");
            }
            token(folder, "guessed");
            object(folder, "guessed", "integrator", "a1");
            token(folder, "two-keys");
            object(folder, "two-keys", "integrator", "a1");
            object(folder, "two-keys", "customer", "a2");
            token(folder, "empty");
            return certificates;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void token(Path folder, String label) {
        Program.run(
                folder, "softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "0815", "--pin", PIN);
    }

    private static void object(Path folder, String token, String name, String id) {
        Program.run(
                folder,
                "softhsm2-util",
                "--import",
                name + ".key",
                "--token",
                token,
                "--label",
                name,
                "--id",
                id,
                "--pin",
                PIN);
        Program.run(
                folder,
                "pkcs11-tool",
                "--module",
                LIBRARY,
                "--token-label",
                token,
                "--login",
                "--pin",
                PIN,
                "--write-object",
                name + ".der",
                "--type",
                "cert",
                "--label",
                name,
                "--id",
                id);
    }

    /** The authority that certified the keys of the tokens. */
    static TestCertificates certificates() {
        return CERTIFICATES;
    }

    /** The URI of a token whose PIN stands in a file that only its owner may read. */
    static String uri(Path folder, String token, String pin) throws IOException {
        Path file = folder.resolve(token + ".pin");
        Files.writeString(file, pin + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return "pkcs11:token=" + token + "?module-path=" + LIBRARY + "&pin-source=file:" + file;
    }
}
