package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA-256 (RFC 2104) truncated to 128 bits, on reused buffers: the library's own Mac allocates for every packet. For one
 * thread.
 */
final class PacketAuthenticator {

    /** Octets of a truncated HMAC. */
    static final int BYTES = 16;

    private static final int BLOCK_BYTES = 64;
    private static final int DIGEST_BYTES = 32;

    private final MessageDigest sha256;
    private final byte[] inner = new byte[BLOCK_BYTES];
    private final byte[] outer = new byte[BLOCK_BYTES];
    private final byte[] text;
    private final byte[] digest = new byte[DIGEST_BYTES];

    /** @param longest the longest text it will be asked for */
    PacketAuthenticator(AuthenticationKey key, int longest) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
        text = new byte[longest];
        byte[] block = key.octets();
        if (block.length > BLOCK_BYTES) {
            block = sha256.digest(block);
        }
        for (int i = 0; i < BLOCK_BYTES; i++) {
            byte octet = i < block.length ? block[i] : 0;
            inner[i] = (byte) (octet ^ 0x36);
            outer[i] = (byte) (octet ^ 0x5c);
        }
    }

    /** Writes the HMAC of an authenticated base packet at its end. */
    void sign(MemorySegment packet, long at) {
        digest(packet, at, PacketLayout.HMAC_AT);
        MemorySegment.copy(digest, 0, packet, JAVA_BYTE, at + PacketLayout.HMAC_AT, BYTES);
    }

    boolean genuine(MemorySegment packet, long at) {
        digest(packet, at, PacketLayout.HMAC_AT);
        return equal(packet, at + PacketLayout.HMAC_AT);
    }

    /**
     * Writes the HMAC that protects TLVs (RFC 8972 section 4.8): over the packet's sequence number and the TLVs before it.
     *
     * @param from offset of the first TLV
     * @param hmacTlv offset of the HMAC TLV
     */
    void signTlvs(MemorySegment packet, int sequence, long from, long hmacTlv) {
        digestTlvs(packet, sequence, from, (int) (hmacTlv - from));
        MemorySegment.copy(digest, 0, packet, JAVA_BYTE, hmacTlv + Tlvs.HEADER_BYTES, BYTES);
    }

    boolean genuineTlvs(MemorySegment packet, int sequence, long from, long hmacTlv) {
        digestTlvs(packet, sequence, from, (int) (hmacTlv - from));
        return equal(packet, hmacTlv + Tlvs.HEADER_BYTES);
    }

    private void digestTlvs(MemorySegment packet, int sequence, long from, int length) {
        text[0] = (byte) (sequence >>> 24);
        text[1] = (byte) (sequence >>> 16);
        text[2] = (byte) (sequence >>> 8);
        text[3] = (byte) sequence;
        MemorySegment.copy(packet, JAVA_BYTE, from, text, Integer.BYTES, length);
        digest(Integer.BYTES + length);
    }

    private void digest(MemorySegment packet, long from, int length) {
        MemorySegment.copy(packet, JAVA_BYTE, from, text, 0, length);
        digest(length);
    }

    private void digest(int length) {
        try {
            sha256.update(inner);
            sha256.update(text, 0, length);
            sha256.digest(digest, 0, DIGEST_BYTES);
            sha256.update(outer);
            sha256.update(digest, 0, DIGEST_BYTES);
            sha256.digest(digest, 0, DIGEST_BYTES);
        } catch (DigestException impossible) {
            throw new IllegalStateException("the buffer holds a SHA-256 digest", impossible);
        }
    }

    /** Looks at every octet, so that the time taken tells a forger nothing. */
    private boolean equal(MemorySegment packet, long at) {
        int difference = 0;
        for (int i = 0; i < BYTES; i++) {
            difference |= digest[i] ^ packet.get(JAVA_BYTE, at + i);
        }
        return difference == 0;
    }
}
