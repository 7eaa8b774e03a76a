package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PacketAuthenticatorTest {

    /** RFC 4231 section 4.6: the text is four octets and sixteen, as a sequence number and TLVs are. */
    @Test
    void theTruncatedTestVectorOfTheStandardIsMet() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0c);
        PacketAuthenticator authenticator = new PacketAuthenticator(new AuthenticationKey(key), 64);
        MemorySegment tlvs = Octets.segment(" With Truncation".getBytes(StandardCharsets.US_ASCII));
        int test = 0x54657374;
        authenticator.signTlvs(tlvs, test, 0, 16);
        assertThat(Octets.bytes(tlvs, 36)).endsWith(Octets.of("a3b6167473100ee06e0c796c2955552b"));
        assertThat(authenticator.genuineTlvs(tlvs, test, 0, 16)).isTrue();
        assertThat(authenticator.genuineTlvs(tlvs, test + 1, 0, 16)).isFalse();
    }

    @Test
    void keysOfAnyLengthSignAsTheLibraryDoes() throws GeneralSecurityException {
        Random random = new Random(4231);
        for (int length : new int[] {8, 32, 63, 64, 65, 200}) {
            byte[] key = new byte[length];
            byte[] packet = new byte[112];
            random.nextBytes(key);
            random.nextBytes(packet);
            PacketAuthenticator authenticator = new PacketAuthenticator(new AuthenticationKey(key), 128);
            MemorySegment segment = Octets.segment(packet);
            authenticator.sign(segment, 0);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(packet, 0, 96);
            assertThat(Octets.bytes(segment, 112)).endsWith(Arrays.copyOf(mac.doFinal(), 16));
            assertThat(authenticator.genuine(segment, 0)).isTrue();
        }
    }

    @Test
    void everyChangedBitIsNoticed() {
        PacketAuthenticator authenticator = new PacketAuthenticator(Octets.KEY, 128);
        byte[] packet = new byte[112];
        MemorySegment segment = Octets.segment(packet);
        authenticator.sign(segment, 0);
        byte[] good = Octets.bytes(segment, 112);
        for (int bit = 0; bit < 112 * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(authenticator.genuine(Octets.segment(bad), 0)).isFalse();
        }
    }
}
