package org.seatrial.generators.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.seatrial.traffic.Answer;

class DnsQuestionTest {

    private static final DnsQuestion QUESTION = new DnsQuestion(0xbeef, "www.example");

    /** An answer to the question, with some flags and so many records. */
    private static ByteBuffer answer(int flags, int records) {
        ByteBuffer message = ByteBuffer.allocate(512);
        message.put(QUESTION.message());
        message.putShort(2, (short) flags).putShort(6, (short) records);
        return message.flip();
    }

    @Test
    void theQuestionIsWrittenAsTheStandardSays() {
        ByteBuffer message = QUESTION.message();

        assertThat(message.remaining()).isEqualTo(12 + 13 + 4);
        assertThat(message.getShort(0) & 0xffff).isEqualTo(0xbeef);
        assertThat(message.getShort(2)).isEqualTo((short) 0x0100);
        assertThat(message.getShort(4)).isEqualTo((short) 1);
        assertThat(message.get(12)).isEqualTo((byte) 3);
        assertThat(message.get(16)).isEqualTo((byte) 7);
        assertThat(message.get(24)).isZero();
        assertThat(message.getShort(25)).isEqualTo((short) 1);
    }

    @Test
    void aNameThatIsResolvedIsGood() {
        assertThat(QUESTION.answer(answer(0x8180, 1))).contains(Answer.GOOD);
    }

    @Test
    void aNameThatDoesNotExistIsBad() {
        assertThat(QUESTION.answer(answer(0x8183, 0))).contains(Answer.BAD);
    }

    @Test
    void aResolverThatFailsIsBad() {
        assertThat(QUESTION.answer(answer(0x8182, 0))).contains(Answer.BAD);
    }

    @Test
    void noErrorWithoutARecordIsBad() {
        assertThat(QUESTION.answer(answer(0x8180, 0))).contains(Answer.BAD);
    }

    @Test
    void theAnswerToAnotherQuestionIsNone() {
        ByteBuffer other = answer(0x8180, 1);
        other.putShort(0, (short) 1);

        assertThat(QUESTION.answer(other)).isEmpty();
        assertThat(new DnsQuestion(0xbeef, "web.example").answer(answer(0x8180, 1)))
                .isEmpty();
    }

    @Test
    void itsOwnEchoIsNoAnswer() {
        assertThat(QUESTION.answer(QUESTION.message())).isEmpty();
    }

    @Test
    void whatIsTooShortIsNoAnswer() {
        assertThat(QUESTION.answer(ByteBuffer.allocate(5))).isEmpty();
    }
}
