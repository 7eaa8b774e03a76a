package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.InputException;
import org.seatrial.report.RunFixture;
import org.seatrial.report.RunFixture.Story;

/** Keys that are not made by us: P-256 in PEM, and in a PKCS #12 file. */
class OtherKeysTest {

    private static final char[] PASSWORD = "sea trial".toCharArray();

    @TempDir
    Path temp = Path.of("");

    private Path pem(String curve) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        KeyPair pair = generator.generateKeyPair();
        Path file = temp.resolve(curve + ".pem");
        Files.write(file, Keys.wrap(pair.getPrivate().getEncoded(), "PRIVATE KEY"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(SigningKey.publicFile(file), Keys.wrap(pair.getPublic().getEncoded(), "PUBLIC KEY"));
        return file;
    }

    private Path keystore() throws IOException, InterruptedException {
        Path file = temp.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=integrator",
                        "-alias",
                        "signing",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void aRunSignedWithP256Verifies() throws IOException, GeneralSecurityException {
        SigningKey key = SigningKey.loadOrCreate(pem("secp256r1"));
        Path run = temp.resolve("run");
        RunFixture.of(Story.PASSED, 2).write(run);
        Attestation.sign(run, key);
        Verification verification = Verifier.verify(run, Set.of(key.fingerprint()), RunFixture::judge);
        assertThat(verification.exitCode()).isZero();
        assertThat(verification.lines()).anyMatch(line -> line.contains("each signed with ECDSA P-256 by"));
    }

    @Test
    void aP256SignatureIsTwoNumbersOf32Bytes() throws IOException, GeneralSecurityException {
        SigningKey key = SigningKey.loadOrCreate(pem("secp256r1"));
        byte[] message = "sea trial".getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(message);
        assertThat(signature).hasSize(64);
        assertThat(SigningKey.verifies(key.publicKey(), message, signature)).isTrue();
        signature[10] ^= 1;
        assertThat(SigningKey.verifies(key.publicKey(), message, signature)).isFalse();
    }

    @Test
    void anotherCurveIsRefused() throws IOException, GeneralSecurityException {
        Path file = pem("secp384r1");
        assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void aKeyIsTakenFromAPkcs12File() throws IOException, InterruptedException {
        CertifiedKey key = Pkcs12.load(keystore(), PASSWORD);
        assertThat(Keys.algorithm(key.publicKey())).isEqualTo(Keys.P256);
        assertThat(key.chain().getFirst().getSubjectX500Principal().getName()).isEqualTo("CN=integrator");
    }

    @Test
    void aPkcs12FileDoesNotOpenWithoutItsPassword() throws IOException, InterruptedException {
        Path file = keystore();
        assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("key.p12")
                .hasMessageContaining(Pkcs12.PASSWORD_VARIABLE);
    }

    @Test
    void aPkcs12FileThatIsNotThereIsNotMade() {
        Path file = temp.resolve("none.p12");
        assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is no such file");
        assertThat(file).doesNotExist();
    }
}
