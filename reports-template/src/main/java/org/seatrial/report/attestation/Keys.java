package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EncodedKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.Digests;

/**
 * Public keys as PEM and by fingerprint: the SHA-256 of the SubjectPublicKeyInfo, lower-case hex. Ed25519 (RFC 8032),
 * or ECDSA on the curve P-256 with SHA-256 (FIPS 186), whose signature is the two numbers r and s of 32 bytes each.
 */
public final class Keys {

    static final String ED25519 = "Ed25519";
    static final String P256 = "ECDSA P-256";

    private static final String CURVE = "secp256r1";

    private Keys() {}

    /** How a key signs, for people: {@value #ED25519} or {@value #P256}. */
    static String algorithm(Key key) {
        return key.getAlgorithm().equals("EC") ? P256 : ED25519;
    }

    /** Java's name for signing with a key of this kind. */
    static String signatureName(Key key) {
        return key.getAlgorithm().equals("EC") ? "SHA256withECDSAinP1363Format" : ED25519;
    }

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
        try {
            return named(fingerprintOrFile, Path.of(""));
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

    /**
     * The fingerprint of what names a key: the fingerprint itself, or a file of a public key.
     *
     * @param folder that a relative file name starts from
     */
    static String named(String fingerprintOrFile, Path folder) throws IOException {
        String lower = fingerprintOrFile.toLowerCase(Locale.ROOT);
        return lower.matches("[0-9a-f]{64}") ? lower : fingerprint(readPublic(folder.resolve(fingerprintOrFile)));
    }

    /** @throws InputException if the file is no public key that is understood */
    static PublicKey readPublic(Path file) throws IOException {
        try {
            return decodePublic(unwrap(Files.readString(file), "PUBLIC KEY"));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new InputException(new Problem(
                    file.toString(),
                    "",
                    "",
                    "not an Ed25519 or P-256 public key in PEM: " + e.getMessage(),
                    "a file that begins with -----BEGIN PUBLIC KEY-----",
                    "name the public key, not the private one"));
        }
    }

    static PublicKey decodePublic(byte[] spki) throws GeneralSecurityException {
        EncodedKeySpec spec = new X509EncodedKeySpec(spki);
        try {
            return KeyFactory.getInstance(ED25519).generatePublic(spec);
        } catch (InvalidKeySpecException notEd25519) {
            return onCurve(KeyFactory.getInstance("EC").generatePublic(spec), notEd25519);
        }
    }

    static PrivateKey decodePrivate(byte[] pkcs8) throws GeneralSecurityException {
        EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        try {
            return KeyFactory.getInstance(ED25519).generatePrivate(spec);
        } catch (InvalidKeySpecException notEd25519) {
            return onCurve(KeyFactory.getInstance("EC").generatePrivate(spec), notEd25519);
        }
    }

    /** Only one curve: a customer's verifier has to know every one that is admitted here. */
    static <K extends Key> K onCurve(K key, Exception why) throws GeneralSecurityException {
        AlgorithmParameters wanted = AlgorithmParameters.getInstance("EC");
        wanted.init(new ECGenParameterSpec(CURVE));
        ECParameterSpec p256 = wanted.getParameterSpec(ECParameterSpec.class);
        if (key instanceof ECKey onCurve
                && onCurve.getParams().getCurve().equals(p256.getCurve())
                && onCurve.getParams().getGenerator().equals(p256.getGenerator())
                && onCurve.getParams().getOrder().equals(p256.getOrder())) {
            return key;
        }
        throw new InvalidKeyException("neither an Ed25519 nor a P-256 key", why);
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
