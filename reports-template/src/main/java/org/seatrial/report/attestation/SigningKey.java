package org.seatrial.report.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;

/**
 * The key that signs, kept outside every repository, mode 0600: Ed25519 or P-256 as PKCS #8 in PEM with its public half
 * beside it as {@code signing-key.pub.pem} for the customer, or with its certificate in a PKCS #12 file ({@code .p12},
 * {@code .pfx}), or P-256 in a PKCS #11 token, which takes the place of a file's name as a URI (RFC 7512).
 */
public final class SigningKey {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final Optional<CertifiedKey> certified;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.certified = Optional.empty();
    }

    private SigningKey(CertifiedKey certified) throws GeneralSecurityException {
        this.privateKey = certified.privateKey();
        this.publicKey = Keys.decodePublic(certified.publicKey().getEncoded());
        this.certified = Optional.of(certified);
    }

    /** Where the key lies unless told otherwise, by the XDG Base Directory rules. */
    public static Path usualFile(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // A relative XDG_CONFIG_HOME is invalid by the rules and must be ignored.
        Path config = xdg.startsWith("/")
                ? Path.of(xdg)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config");
        return config.resolve("seatrial").resolve("signing-key.pem");
    }

    /** The public half of a key file. */
    public static Path publicFile(Path keyFile) {
        String name = String.valueOf(keyFile.getFileName());
        String stem = name.endsWith(".pem") ? name.substring(0, name.length() - 4) : name;
        return keyFile.resolveSibling(stem + ".pub.pem");
    }

    /**
     * Reads the key; makes it, and its folder, if there is none.
     *
     * @throws InputException if the file is no usable key, others may read it, or its public half does not belong to it
     */
    public static SigningKey loadOrCreate(Path keyFile) throws IOException {
        if (isCertified(keyFile)) {
            return certified(keyFile, System.getenv());
        }
        KeyPair pair = PemKey.loadOrCreate(keyFile);
        SigningKey key = new SigningKey(pair.getPrivate(), pair.getPublic());
        return checked(keyFile, key, publicFile(keyFile).toString());
    }

    /** The fingerprint of the public half of a key file, without touching the private one; empty if there is none. */
    public static Optional<String> announced(Path keyFile) {
        try {
            if (isCertified(keyFile)) {
                return Optional.of(certified(keyFile, System.getenv()).fingerprint());
            }
            return Files.isReadable(publicFile(keyFile))
                    ? Optional.of(Keys.fingerprint(Keys.readPublic(publicFile(keyFile))))
                    : Optional.empty();
        } catch (IOException | InputException e) {
            // Whoever signs with it is told; a page only announces it.
            return Optional.empty();
        }
    }

    /** Whether what names a key names one with a certificate, which is never made here. */
    public static boolean isCertified(Path keyFile) {
        return Pkcs11Uri.is(keyFile) || Pkcs12.is(keyFile);
    }

    static SigningKey certified(Path keyFile, Map<String, String> environment) throws IOException {
        CertifiedKey key = Pkcs11Uri.is(keyFile)
                ? Pkcs11.load(keyFile.toString(), environment)
                : Pkcs12.load(
                        keyFile,
                        environment.getOrDefault(Pkcs12.PASSWORD_VARIABLE, "").toCharArray());
        try {
            return checked(keyFile, new SigningKey(key), "its certificate");
        } catch (GeneralSecurityException e) {
            throw unusable(keyFile, "", "its certificate cannot be used: " + e.getMessage(), "");
        }
    }

    /** A key that is kept nowhere. */
    static SigningKey ephemeral() {
        KeyPair pair = PemKey.generate();
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    static void ownerOnly(Path keyFile) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(keyFile);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw unusable(
                    keyFile,
                    PosixFilePermissions.toString(mode),
                    "others may read this private key",
                    "chmod 600 " + keyFile + ", and replace the key if anybody else had access");
        }
    }

    private static SigningKey checked(Path keyFile, SigningKey key, String publicHalf) {
        String mismatch = publicHalf + " is not its public half";
        try {
            byte[] probe = "seatrial".getBytes(StandardCharsets.US_ASCII);
            if (key.privateKey.getAlgorithm().equals(key.publicKey.getAlgorithm())
                    && verifies(key.publicKey, probe, key.sign(probe))) {
                return key;
            }
        } catch (GeneralSecurityException e) {
            mismatch += ": " + e.getMessage();
        }
        throw unusable(keyFile, "", mismatch, "restore the right pair");
    }

    static InputException unusable(Path keyFile, String value, String reason, String action) {
        return new InputException(new Problem(
                keyFile.toString(),
                "",
                value,
                reason,
                "an Ed25519 or P-256 private key as PKCS #8 in PEM or in a PKCS #12 file, mode 0600, or in a PKCS #11"
                        + " token",
                action));
    }

    /** The SHA-256 of the public key's SubjectPublicKeyInfo, lower-case hex: what a customer trusts. */
    public String fingerprint() {
        return Keys.fingerprint(publicKey);
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** The certificate of the key with all that goes with it; empty for a bare key. */
    Optional<CertifiedKey> certified() {
        return certified;
    }

    /** @throws UncheckedIOException if a token refuses, having been taken out for example */
    byte[] sign(byte[] message) {
        try {
            Optional<Provider> provider = certified.flatMap(CertifiedKey::provider);
            String name = Keys.signatureName(publicKey);
            Signature signature =
                    provider.isPresent() ? Signature.getInstance(name, provider.get()) : Signature.getInstance(name);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException | ProviderException e) {
            throw new UncheckedIOException(new IOException("the key refused to sign: " + e.getMessage(), e));
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(Keys.signatureName(key));
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(signed);
    }
}
