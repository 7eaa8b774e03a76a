package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.Digests;

/** Ed25519 keys as PEM and by fingerprint: the SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
public final class Keys {

    static final String ALGORITHM = "Ed25519";

    private Keys() {}

    /** The fingerprint of a public key. */
    public static String fingerprint(PublicKey key) {
        return Digests.sha256(key.getEncoded());
    }

    /**
     * What a person gives as a trusted key: a fingerprint, or the path of a public key in PEM.
     *
     * @return its fingerprint
     * @throws InputException if it is neither
     */
    public static String trusted(String fingerprintOrFile) {
        String lower = fingerprintOrFile.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9a-f]{64}")) {
            return lower;
        }
        try {
            return fingerprint(readPublic(Path.of(fingerprintOrFile)));
        } catch (IOException | InvalidPathException e) {
            throw new InputException(new Problem(
                    "--key",
                    "",
                    fingerprintOrFile,
                    "neither a fingerprint nor a file that can be read",
                    "64 hex digits, or the path of a public key in PEM",
                    "ask the signer for the file signing-key.pub.pem"));
        }
    }

    /** @throws InputException if the file is no Ed25519 public key */
    static PublicKey readPublic(Path file) throws IOException {
        try {
            return decodePublic(unwrap(Files.readString(file), "PUBLIC KEY"));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InputException(new Problem(
                    file.toString(),
                    "",
                    "",
                    "not an Ed25519 public key in PEM: " + e.getMessage(),
                    "a file that begins with -----BEGIN PUBLIC KEY-----",
                    "name the public key, not the private one"));
        }
    }

    static PublicKey decodePublic(byte[] spki) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(spki));
    }

    static byte[] unwrap(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + begin + " block");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    static byte[] wrap(byte[] der, String label) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
