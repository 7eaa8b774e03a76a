package org.seatrial.report.attestation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Key and certificate in one file (RFC 7292), as a company's certification authority hands them out. */
final class Pkcs12 {

    /** Never an argument: a command line is there for every user of the machine to read. */
    static final String PASSWORD_VARIABLE = "SEATRIAL_KEY_PASSWORD";

    private Pkcs12() {}

    static boolean is(Path keyFile) {
        String name = keyFile.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    static CertifiedKey load(Path keyFile, char[] password) throws IOException {
        if (!Files.isRegularFile(keyFile)) {
            throw SigningKey.unusable(keyFile, "", "there is no such file", "a PKCS #12 file is never made by itself");
        }
        SigningKey.ownerOnly(keyFile);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keyFile)) {
                store.load(in, password);
            }
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw SigningKey.unusable(
                        keyFile,
                        "",
                        "it holds " + keys.size() + " private keys",
                        "export one key with its certificate");
            }
            return CertifiedKey.of(store, keys.getFirst(), password, Optional.empty());
        } catch (GeneralSecurityException | IOException e) {
            throw SigningKey.unusable(
                    keyFile,
                    "",
                    "cannot be opened: " + e.getMessage(),
                    "set " + PASSWORD_VARIABLE + " to its password, in the environment only");
        }
    }
}
