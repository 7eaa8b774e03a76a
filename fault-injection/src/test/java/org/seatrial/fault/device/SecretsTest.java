package org.seatrial.fault.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {

    private static final SecretRef VARIABLE = new SecretRef(SecretRef.Source.ENV, "PDU_PASSWORD");

    private final Secrets secrets = new Secrets(
            name -> Optional.ofNullable(Map.of("PDU_PASSWORD", "a+b/\"c").get(name)));

    @TempDir
    Path folder;

    @Test
    void aSecretComesFromTheEnvironment() {
        assertThat(secrets.of(VARIABLE)).isEqualTo("a+b/\"c");
    }

    @Test
    void aSecretComesFromAFileWithoutItsLineEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "open sesame\n");
        assertThat(secrets.of(new SecretRef(SecretRef.Source.FILE, file.toString())))
                .isEqualTo("open sesame");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> secrets.of(new SecretRef(SecretRef.Source.ENV, "NOT_SET")))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("NOT_SET");
    }

    @Test
    void anEmptySecretIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "\n");
        assertThatThrownBy(() -> secrets.of(new SecretRef(SecretRef.Source.FILE, file.toString())))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aSecretIsTakenOutOfATextInEveryFormThatItTravelsIn() {
        String header = secrets.basic("user", VARIABLE);
        String echo = "plain a+b/\"c, in a URL a%2Bb%2F%22c, in JSON a+b/\\\"c, header " + header;
        assertThat(secrets.redact(echo))
                .isEqualTo("plain [secret], in a URL [secret], in JSON [secret], header Basic [secret]");
    }

    @Test
    void aFailureIsCleanedOfTheSecretsInItsCausesToo() {
        secrets.of(VARIABLE);
        DeviceException clean = secrets.redacted(
                new IllegalStateException("it said a+b/\"c", new IllegalArgumentException("because of a+b/\"c")));
        assertThat(clean)
                .hasMessage("IllegalStateException: it said [secret] (IllegalArgumentException: because of [secret])")
                .hasNoCause();
    }
}
