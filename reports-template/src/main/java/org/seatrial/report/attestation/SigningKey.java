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
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;

/**
 * The key that signs: Ed25519, kept as PKCS #8 in PEM, mode 0600, outside every repository; its public half lies beside
 * it as {@code signing-key.pub.pem} for the customer.
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
            if (!Files.exists(keyFile)) {
                create(keyFile);
            }
            return load(keyFile);
        }
    }

    /** The fingerprint of the public half of a key file, without touching the private one; empty if there is none. */
    public static Optional<String> announced(Path keyFile) {
        try {
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
            return KeyPairGenerator.getInstance(Keys.ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static SigningKey load(Path keyFile) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(keyFile);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw unusable(
                    keyFile,
                    PosixFilePermissions.toString(mode),
                    "others may read this private key",
                    "chmod 600 " + keyFile + ", and replace the key if anybody else had access");
        }
        PublicKey publicKey;
        if (!Files.exists(publicFile(keyFile))) {
            throw unusable(keyFile, "", "its public half " + publicFile(keyFile) + " is missing", "restore it");
        }
        publicKey = Keys.readPublic(publicFile(keyFile));
        try {
            byte[] der = Keys.unwrap(Files.readString(keyFile), "PRIVATE KEY");
            PrivateKey privateKey =
                    KeyFactory.getInstance(Keys.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
            SigningKey key = new SigningKey(privateKey, publicKey);
            byte[] probe = "seatrial".getBytes(StandardCharsets.US_ASCII);
            if (!verifies(publicKey, probe, key.sign(probe))) {
                throw unusable(keyFile, "", publicFile(keyFile) + " is not its public half", "restore the right pair");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(keyFile, "", "not an Ed25519 private key: " + e.getMessage(), "restore it, or move it away");
        }
    }

    private static InputException unusable(Path keyFile, String value, String reason, String action) {
        return new InputException(new Problem(
                keyFile.toString(), "", value, reason, "an Ed25519 private key as PKCS #8 in PEM, mode 0600", action));
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
            Signature signature = Signature.getInstance(Keys.ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key refused to sign", e);
        }
    }

    static boolean verifies(PublicKey key, byte[] message, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(Keys.ALGORITHM);
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(signed);
    }
}
