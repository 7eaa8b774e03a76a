package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
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
 * beside it as {@code signing-key.pub.pem} for the customer, or P-256 in a PKCS #12 file ({@code .p12}, {@code .pfx}).
 */
public final class SigningKey {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final FileAttribute<?> MODE_0600 = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    private static final FileAttribute<?> MODE_0700 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
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
        Path folder = keyFile.toAbsolutePath().resolveSibling("").normalize();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, MODE_0700);
        }
        // Two runs that start at once must end up with one key.
        Path lockFile = folder.resolve(".signing-key.lock");
        try (FileChannel channel = FileChannel.open(
                        lockFile, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), MODE_0600);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("lost the lock on " + lockFile);
            }
            if (Pkcs12.is(keyFile)) {
                return checked(keyFile, Pkcs12.load(keyFile));
            }
            if (!Files.exists(keyFile)) {
                create(keyFile);
            }
            return load(keyFile);
        }
    }

    /** The fingerprint of the public half of a key file, without touching the private one; empty if there is none. */
    public static Optional<String> announced(Path keyFile) {
        try {
            if (Pkcs12.is(keyFile)) {
                return Files.isReadable(keyFile)
                        ? Optional.of(Keys.fingerprint(Pkcs12.load(keyFile).getPublic()))
                        : Optional.empty();
            }
            return Files.isReadable(publicFile(keyFile))
                    ? Optional.of(Keys.fingerprint(Keys.readPublic(publicFile(keyFile))))
                    : Optional.empty();
        } catch (IOException | InputException e) {
            // Whoever signs with it is told; a page only announces it.
            return Optional.empty();
        }
    }

    private static void create(Path keyFile) throws IOException {
        KeyPair pair = generate();
        Path publicFile = publicFile(keyFile);
        Files.write(publicFile, Keys.wrap(pair.getPublic().getEncoded(), "PUBLIC KEY"));
        Path fresh = keyFile.resolveSibling(keyFile.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, MODE_0600);
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(Keys.wrap(pair.getPrivate().getEncoded(), "PRIVATE KEY")));
            out.force(true);
        }
        Files.move(fresh, keyFile, StandardCopyOption.ATOMIC_MOVE);
    }

    /** A key that is kept nowhere. */
    static SigningKey ephemeral() {
        KeyPair pair = generate();
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(Keys.ED25519).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static SigningKey load(Path keyFile) throws IOException {
        ownerOnly(keyFile);
        if (!Files.exists(publicFile(keyFile))) {
            throw unusable(keyFile, "", "its public half " + publicFile(keyFile) + " is missing", "restore it");
        }
        PublicKey publicKey = Keys.readPublic(publicFile(keyFile));
        try {
            byte[] der = Keys.unwrap(Files.readString(keyFile), "PRIVATE KEY");
            return checked(keyFile, new KeyPair(publicKey, Keys.decodePrivate(der)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(
                    keyFile,
                    "",
                    "not an Ed25519 or P-256 private key: " + e.getMessage(),
                    "restore it, or move it away");
        }
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

    private static SigningKey checked(Path keyFile, KeyPair pair) {
        String mismatch = publicFile(keyFile) + " is not its public half";
        try {
            SigningKey key = new SigningKey(pair.getPrivate(), pair.getPublic());
            byte[] probe = "seatrial".getBytes(StandardCharsets.US_ASCII);
            if (pair.getPrivate().getAlgorithm().equals(pair.getPublic().getAlgorithm())
                    && verifies(pair.getPublic(), probe, key.sign(probe))) {
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
                "an Ed25519 or P-256 private key as PKCS #8 in PEM, or a PKCS #12 file, mode 0600",
                action));
    }

    /** The SHA-256 of the public key's SubjectPublicKeyInfo, lower-case hex: what a customer trusts. */
    public String fingerprint() {
        return Keys.fingerprint(publicKey);
    }

    PublicKey publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(Keys.signatureName(privateKey));
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key refused to sign", e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(Keys.signatureName(key));
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(signed);
    }
}
