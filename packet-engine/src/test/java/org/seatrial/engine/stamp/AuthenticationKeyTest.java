package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.input.InputException;

class AuthenticationKeyTest {

    @TempDir
    Path folder;

    private Path file(String content, String mode) throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file;
    }

    private String refusal(Path file) {
        return String.valueOf(assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> AuthenticationKey.read(file))
                .actual()
                .getMessage());
    }

    @Test
    void hexadecimalDigitsAreOctets() throws IOException {
        assertThat(AuthenticationKey.read(file("00ff10203040506070\n", "rw-------"))
                        .octets())
                .isEqualTo(Octets.of("00ff10203040506070"));
    }

    @Test
    void textIsTakenAsItIsTypedIntoARouter() throws IOException {
        assertThat(AuthenticationKey.read(file("text:cafe-cafe\n", "r--------")).octets())
                .isEqualTo("cafe-cafe".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        assertThat(refusal(file("00112233445566778899", "rw-r--r--"))).contains("others may read", "chmod 600");
    }

    @Test
    void whatIsNoKeyIsRefusedWithoutQuotingIt() throws IOException {
        assertThat(refusal(file("not-a-hex-key", "rw-------")))
                .contains("no key")
                .doesNotContain("not-a-hex");
    }

    @Test
    void aShortKeyIsRefused() throws IOException {
        assertThat(refusal(file("00112233", "rw-------"))).contains("4 octets").doesNotContain("00112233");
    }

    @Test
    void aKeyInARepositoryIsRefused() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        assertThat(refusal(file("00112233445566778899", "rw-------"))).contains("repository");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(refusal(folder.resolve("none"))).contains("none", "no such file");
    }

    @Test
    void aKeyNeverShowsItself() throws IOException {
        assertThat(AuthenticationKey.read(file("00112233445566778899", "rw-------")))
                .hasToString("a key of 10 octets");
    }
}
