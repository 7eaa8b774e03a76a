package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seatrial.traffic.Answer;

class HttpAnswerTest {

    private static Optional<Answer> arriving(HttpAnswer answer, String text) {
        return answer.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aBodyIsWholeAtItsLength() {
        HttpAnswer answer = new HttpAnswer();

        assertThat(arriving(answer, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhell"))
                .isEmpty();
        assertThat(arriving(answer, "o")).contains(Answer.GOOD);
    }

    @Test
    void itMayArriveOctetByOctet() {
        HttpAnswer answer = new HttpAnswer();
        String text =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";
        for (int i = 0; i < text.length() - 1; i++) {
            assertThat(arriving(answer, text.substring(i, i + 1))).isEmpty();
        }
        assertThat(arriving(answer, "\n")).contains(Answer.GOOD);
    }

    @Test
    void withoutALengthTheEndOfTheConnectionIsTheEnd() {
        HttpAnswer answer = new HttpAnswer();

        assertThat(arriving(answer, "HTTP/1.0 200 OK\r\n\r\nhello")).isEmpty();
        assertThat(answer.atEnd()).isEqualTo(Answer.GOOD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
            })
    void whatIsCutShortIsBad(String text) {
        HttpAnswer answer = new HttpAnswer();

        assertThat(arriving(answer, text)).isEmpty();
        assertThat(answer.atEnd()).isEqualTo(Answer.BAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void anErrorIsBadAndSoIsWhatIsNotHttp(String text) {
        assertThat(arriving(new HttpAnswer(), text)).contains(Answer.BAD);
    }

    @Test
    void anInterimResponseIsNoAnswer() {
        HttpAnswer answer = new HttpAnswer();

        assertThat(arriving(answer, "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"))
                .isEmpty();
        assertThat(arriving(answer, "HTTP/1.1 204 No Content\r\n\r\n")).contains(Answer.GOOD);
    }
}
