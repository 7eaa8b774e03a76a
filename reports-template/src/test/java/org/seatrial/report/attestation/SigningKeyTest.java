package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.InputException;

class SigningKeyTest {

    @TempDir
    Path temp = Path.of("");

    private Path keyFile() {
        return temp.resolve("seatrial").resolve("signing-key.pem");
    }

    @Test
    void aNewKeyIsReadableByItsOwnerOnly() throws IOException {
        SigningKey.loadOrCreate(keyFile());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("seatrial"))))
                .isEqualTo("rwx------");
    }

    @Test
    void theKeyOfTheFirstUseIsUsedAgain() throws IOException {
        assertThat(SigningKey.loadOrCreate(keyFile()).fingerprint())
                .isEqualTo(SigningKey.loadOrCreate(keyFile()).fingerprint());
    }

    @Test
    void thePublicKeyBesideItVerifiesWhatItSigns() throws IOException, GeneralSecurityException {
        SigningKey key = SigningKey.loadOrCreate(keyFile());
        byte[] message = "sea trial".getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(message);
        assertThat(signature).hasSize(64);
        assertThat(SigningKey.verifies(Keys.readPublic(SigningKey.publicFile(keyFile())), message, signature))
                .isTrue();
        assertThat(Keys.trusted(SigningKey.publicFile(keyFile()).toString())).isEqualTo(key.fingerprint());
    }

    @Test
    void aPrivateKeyThatOthersMayReadIsRefused() throws IOException {
        SigningKey.loadOrCreate(keyFile());
        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SigningKey.loadOrCreate(keyFile()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("others may read")
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aPublicKeyThatDoesNotBelongToThePrivateOneIsRefused() throws IOException {
        SigningKey.loadOrCreate(keyFile());
        Path other = temp.resolve("other.pem");
        SigningKey.loadOrCreate(other);
        Files.copy(SigningKey.publicFile(other), SigningKey.publicFile(keyFile()), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> SigningKey.loadOrCreate(keyFile()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not its public half");
    }

    @Test
    void aRelativeXdgFolderIsIgnored() {
        assertThat(SigningKey.usualFile(Map.of("XDG_CONFIG_HOME", "here", "HOME", "/home/ada")))
                .isEqualTo(Path.of("/home/ada/.config/seatrial/signing-key.pem"));
        assertThat(SigningKey.usualFile(Map.of("XDG_CONFIG_HOME", "/etc/xdg", "HOME", "/home/ada")))
                .isEqualTo(Path.of("/etc/xdg/seatrial/signing-key.pem"));
    }

    @Test
    void whatIsNeitherFingerprintNorKeyFileIsBadInput() {
        assertThatThrownBy(() -> Keys.trusted("nobody"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nobody");
    }
}
