package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.EnumSet;

/** A private key as PKCS #8 in PEM (RFC 5958, RFC 7468) with its public half in a file beside it. */
final class PemKey {

    private static final FileAttribute<?> MODE_0600 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> MODE_0700 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PemKey() {}

    static KeyPair loadOrCreate(Path keyFile) throws IOException {
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

    static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(Keys.ED25519).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    private static void create(Path keyFile) throws IOException {
        KeyPair pair = generate();
        Path publicFile = SigningKey.publicFile(keyFile);
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

    private static KeyPair load(Path keyFile) throws IOException {
        SigningKey.ownerOnly(keyFile);
        Path publicFile = SigningKey.publicFile(keyFile);
        if (!Files.exists(publicFile)) {
            throw SigningKey.unusable(keyFile, "", "its public half " + publicFile + " is missing", "restore it");
        }
        PublicKey publicKey = Keys.readPublic(publicFile);
        try {
            byte[] der = Keys.unwrap(Files.readString(keyFile), "PRIVATE KEY");
            return new KeyPair(publicKey, Keys.decodePrivate(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw SigningKey.unusable(
                    keyFile,
                    "",
                    "not an Ed25519 or P-256 private key: " + e.getMessage(),
                    "restore it, or move it away");
        }
    }
}
