package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyReaderTest {

    private static final byte[] REPLY = Octets.of(
            "00000005 ed003780 80000000 8c10 abcd ed003780 40000000 00000007 e8fe1000 80000000 8801 0000 fe 000000");

    private final ReplyReader reader = new ReplyReader(Optional.empty(), 0xabcd);

    private Optional<Discard> discard(ReplyReader by, byte[] reply) {
        return Optional.ofNullable(by.discard(Octets.segment(reply), 0, reply.length));
    }

    @Test
    void everyFieldOfTheFigureIsRead() {
        MemorySegment reply = Octets.segment(REPLY);
        TestPacket packet = reader.packet();
        assertThat(packet.sequence(reply, 0)).isEqualTo(5);
        assertThat(packet.timestamp(reply, 0)).isEqualTo(0xed003780_80000000L);
        assertThat(packet.errorEstimate(reply, 0)).isEqualTo(0x8c10);
        assertThat(packet.ssid(reply, 0)).isEqualTo(0xabcd);
        assertThat(packet.receiveTimestamp(reply, 0)).isEqualTo(0xed003780_40000000L);
        assertThat(packet.senderSequence(reply, 0)).isEqualTo(7);
        assertThat(packet.senderTimestamp(reply, 0)).isEqualTo(0xe8fe1000_80000000L);
        assertThat(packet.senderTtl(reply, 0)).isEqualTo(0xfe);
    }

    @Test
    void aReplyOfThisSessionIsTaken() {
        assertThat(discard(reader, REPLY)).isEmpty();
        assertThat(reader.knowsSessions()).contains(true);
    }

    @Test
    void aReflectorWithoutSessionIdentifiersIsTakenAndNoted() {
        byte[] reply = REPLY.clone();
        reply[14] = 0;
        reply[15] = 0;
        assertThat(discard(reader, reply)).isEmpty();
        assertThat(reader.knowsSessions()).contains(false);
    }

    @Test
    void aReplyOfAnotherSessionIsNotTaken() {
        byte[] reply = REPLY.clone();
        reply[15] ^= 1;
        assertThat(discard(reader, reply)).contains(Discard.OTHER_SESSION);
    }

    @Test
    void aReplyWithAMultiplierOfZeroIsCorrupt() {
        byte[] reply = REPLY.clone();
        reply[13] = 0;
        assertThat(discard(reader, reply)).contains(Discard.CORRUPT);
    }

    @Test
    void aLightReflectorsReplyWithoutTheTimeToLiveIsLongEnoughAndNoShorterOne() {
        assertThat(discard(reader, Arrays.copyOf(REPLY, 38))).isEmpty();
        assertThat(discard(reader, Arrays.copyOf(REPLY, 37))).contains(Discard.TOO_SHORT);
        MemorySegment reply = Octets.segment(REPLY);
        assertThat(reader.ttlThere(reply, 0, 41)).isEqualTo(0xfe);
        assertThat(reader.ttlThere(reply, 0, 40)).isZero();
    }

    @Test
    void anUnsignedReplyIsNotTakenInAuthenticatedMode() {
        ReplyReader strict = new ReplyReader(Optional.of(Octets.KEY), 0xabcd);
        assertThat(discard(strict, REPLY)).contains(Discard.TOO_SHORT);
        assertThat(discard(strict, new byte[112])).contains(Discard.NOT_AUTHENTIC);
    }
}
