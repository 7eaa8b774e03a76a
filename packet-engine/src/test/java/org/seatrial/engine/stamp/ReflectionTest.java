package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Packets as the figures of RFC 8762 section 4.2 and 4.3 and RFC 8972 section 3 and 4 draw them, octet by octet. */
class ReflectionTest {

    private static final String REQUEST_HEAD = "00000007 e8fe1000 80000000 8801 abcd";
    private static final byte[] REQUEST = Octets.of(REQUEST_HEAD, Octets.zeros(28));
    /** 2026-01-01T00:00:00.25Z and .5Z, 3976214400 seconds after 1900. */
    private static final long ARRIVAL_NS = 1_767_225_600_250_000_000L;

    private static final long LEAVING_NS = 1_767_225_600_500_000_000L;
    private static final int OWN_ERROR = 0x0c10;

    private final Reflection plain = new Reflection(Optional.empty());
    private final MemorySegment reply = Arena.ofAuto().allocate(DatagramBatch.LONGEST_BYTES, 8);

    private byte[] answer(Reflection reflection, byte[] request, int sequence) {
        MemorySegment packet = Octets.segment(request);
        assertThat(reflection.refusal(packet, 0, request.length)).isNull();
        reflection.compose(reply, packet, 0, request.length, sequence, OWN_ERROR, ARRIVAL_NS, 254);
        reflection.seal(reply, TimestampFormat.NTP, LEAVING_NS);
        return Octets.bytes(reply, request.length);
    }

    private static byte[] signed(byte[] packet, int from, int length, int at) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Octets.KEY.octets(), "HmacSHA256"));
        mac.update(packet, from, length);
        byte[] all = packet.clone();
        System.arraycopy(mac.doFinal(), 0, all, at, PacketAuthenticator.BYTES);
        return all;
    }

    @Test
    void anUnauthenticatedReplyIsTheFigure() {
        assertThat(answer(plain, REQUEST, 5))
                .isEqualTo(Octets.of(
                        "00000005", // sequence number
                        "ed003780 80000000", // timestamp
                        "0c10", // error estimate
                        "abcd", // SSID
                        "ed003780 40000000", // receive timestamp
                        "00000007", // session-sender sequence number
                        "e8fe1000 80000000", // session-sender timestamp
                        "8801", // session-sender error estimate
                        "0000",
                        "fe", // session-sender TTL
                        "000000"));
    }

    @Test
    void anAuthenticatedReplyIsTheFigureAndSigned() throws GeneralSecurityException {
        byte[] request = signed(
                Octets.of(
                        "00000007", // sequence number
                        Octets.zeros(12),
                        "e8fe1000 80000000", // timestamp
                        "8801", // error estimate
                        "abcd", // SSID
                        Octets.zeros(68),
                        Octets.zeros(16)),
                0,
                96,
                96);
        byte[] expected = Octets.of(
                "00000005", // sequence number
                Octets.zeros(12),
                "ed003780 80000000", // timestamp
                "0c10", // error estimate
                "abcd", // SSID
                Octets.zeros(4),
                "ed003780 40000000", // receive timestamp
                Octets.zeros(8),
                "00000007", // session-sender sequence number
                Octets.zeros(12),
                "e8fe1000 80000000", // session-sender timestamp
                "8801", // session-sender error estimate
                Octets.zeros(6),
                "fe", // session-sender TTL
                Octets.zeros(15),
                Octets.zeros(16));
        assertThat(answer(new Reflection(Optional.of(Octets.KEY)), request, 5)).isEqualTo(signed(expected, 0, 96, 96));
    }

    @Test
    void aPacketSignedWithAnotherKeyIsNotAnswered() {
        Reflection reflection = new Reflection(Optional.of(Octets.KEY));
        byte[] request = new byte[112];
        request[25] = 1;
        assertThat(reflection.refusal(Octets.segment(request), 0, request.length))
                .isEqualTo(Refusal.NOT_AUTHENTIC);
    }

    @Test
    void aPacketThatIsShorterThanItsReplyWouldBeIsNotAnswered() {
        assertThat(plain.refusal(Octets.segment(REQUEST), 0, 40)).isEqualTo(Refusal.TOO_SHORT);
        assertThat(plain.refusal(Octets.segment(REQUEST), 0, 41)).isNull();
    }

    @Test
    void aMultiplierOfZeroCountsAsCorrupt() {
        byte[] request = REQUEST.clone();
        request[13] = 0;
        assertThat(plain.refusal(Octets.segment(request), 0, request.length)).isEqualTo(Refusal.CORRUPT);
    }

    @Test
    void aLightSenderWithEqualPaddingGetsAReplyOfItsOwnLength() {
        byte[] request = Arrays.copyOf(REQUEST, 41);
        assertThat(answer(plain, request, 9)).hasSize(41).endsWith(0x88, 0x01, 0x00, 0x00, 0xfe);
    }

    @Test
    void paddingOfZerosComesBackUntouched() {
        byte[] request = Arrays.copyOf(REQUEST, 60);
        assertThat(Arrays.copyOfRange(answer(plain, request, 1), 44, 60)).containsOnly(0);
    }

    @Test
    void anUnknownTlvComesBackWithTheUnrecognisedFlag() {
        byte[] tlvs = Octets.of("00 f0 0002 beef", "80 01 0003 000000");
        byte[] request = Octets.of(REQUEST_HEAD, Octets.zeros(28), "80 f0 0002 beef", "80 01 0003 000000");
        byte[] answered = answer(plain, request, 1);
        tlvs[0] = (byte) Tlvs.UNRECOGNISED;
        tlvs[6] = 0;
        assertThat(Arrays.copyOfRange(answered, 44, answered.length)).isEqualTo(tlvs);
    }

    @Test
    void aTlvThatIsLongerThanThePacketComesBackAsMalformed() {
        byte[] request = Octets.of(REQUEST_HEAD, Octets.zeros(28), "80 01 0000", "80 f0 0009 beef");
        byte[] answered = answer(plain, request, 1);
        assertThat(Arrays.copyOfRange(answered, 44, answered.length))
                .isEqualTo(Octets.of("00 01 0000", "c0 f0 0009 beef"));
    }

    @Test
    void signedTlvsAreSignedAgainWithTheReplysOwnSequenceNumber() throws GeneralSecurityException {
        String base = "00000007" + Octets.zeros(12) + "e8fe100080000000 8801 abcd" + Octets.zeros(84);
        byte[] request = signed(Octets.of(base), 0, 96, 96);
        byte[] tlv = Octets.of("80 f0 0004 01020304");
        byte[] covered = Octets.of("00000007", "80f0000401020304");
        byte[] hmac = Arrays.copyOfRange(signed(Arrays.copyOf(covered, 28), 0, 12, 12), 12, 28);
        byte[] whole = concat(request, tlv, Octets.of("80 08 0010"), hmac);

        byte[] answered = answer(new Reflection(Optional.of(Octets.KEY)), whole, 5);

        byte[] coveredBack = Octets.of("00000005", "80f0000401020304");
        byte[] hmacBack = Arrays.copyOfRange(signed(Arrays.copyOf(coveredBack, 28), 0, 12, 12), 12, 28);
        assertThat(Arrays.copyOfRange(answered, 112, answered.length))
                .isEqualTo(concat(tlv, Octets.of("00 08 0010"), hmacBack));
    }

    @Test
    void aForgedTlvComesBackWithTheIntegrityFlagOnEveryTlv() throws GeneralSecurityException {
        String base = "00000007" + Octets.zeros(12) + "e8fe100080000000 8801 abcd" + Octets.zeros(84);
        byte[] whole =
                concat(signed(Octets.of(base), 0, 96, 96), Octets.of("80 f0 0000", "80 08 0010", Octets.zeros(16)));
        byte[] answered = answer(new Reflection(Optional.of(Octets.KEY)), whole, 5);
        assertThat(answered[112]).isEqualTo((byte) (Tlvs.UNRECOGNISED | Tlvs.INTEGRITY));
        assertThat(answered[116]).isEqualTo((byte) Tlvs.INTEGRITY);
    }

    @Test
    void answeringDoesNotAllocate() throws GeneralSecurityException {
        Reflection reflection = new Reflection(Optional.of(Octets.KEY));
        String base = "00000007" + Octets.zeros(12) + "e8fe100080000000 8801 abcd" + Octets.zeros(84);
        byte[] request = concat(signed(Octets.of(base), 0, 96, 96), Octets.of("80 01 0004 00000000"));
        MemorySegment packet = Octets.segment(request);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int packets = 5_000;
        long allocated = 0;
        for (int round = 0; round < 3; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < packets; i++) {
                if (reflection.refusal(packet, 0, request.length) == null) {
                    reflection.compose(reply, packet, 0, request.length, i, OWN_ERROR, ARRIVAL_NS, 254);
                    reflection.seal(reply, TimestampFormat.NTP, LEAVING_NS);
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(reply.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 80)).isEqualTo((byte) 254);
        assertThat(allocated).isLessThan(packets);
    }

    private static byte[] concat(byte[]... parts) {
        byte[] whole = {};
        for (byte[] part : parts) {
            int length = whole.length;
            whole = Arrays.copyOf(whole, length + part.length);
            System.arraycopy(part, 0, whole, length, part.length);
        }
        return whole;
    }
}
