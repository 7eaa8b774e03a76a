package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PaeTest {

    @Test
    void theExampleOfTheSpecificationIsEncodedByteForByte() {
        byte[] encoded = Pae.of("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(encoded, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void lengthsAreBytesAndNotCharacters() {
        byte[] encoded = Pae.of("ä", "€".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(encoded, StandardCharsets.UTF_8)).isEqualTo("DSSEv1 2 ä 3 €");
    }
}
