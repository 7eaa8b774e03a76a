package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The optional TLVs after a base packet (RFC 8972 section 4): flags (1 octet), type (1), length of the value (2), value. Octets
 * that cannot be TLVs, because a type of 0 is reserved, are padding of RFC 8762 or of TWAMP, and stay as they are.
 */
final class Tlvs {

    static final int HEADER_BYTES = 4;
    static final int EXTRA_PADDING = 1;
    static final int HMAC = 8;
    static final int UNRECOGNISED = 0x80;
    static final int MALFORMED = 0x40;
    static final int INTEGRITY = 0x20;

    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Tlvs() {}

    /** Makes everything from an offset to the end one Extra Padding TLV. */
    static void pad(MemorySegment packet, long from, long end) {
        packet.set(JAVA_BYTE, from, (byte) UNRECOGNISED);
        packet.set(JAVA_BYTE, from + 1, (byte) EXTRA_PADDING);
        packet.set(SHORT, from + 2, (short) (end - from - HEADER_BYTES));
    }

    /**
     * Sets the flags in a reflector's copy of the TLVs and signs them if they were signed.
     *
     * @param from of the first TLV in the reply
     * @param end of the reply
     * @param sent sequence number of the request
     * @param own sequence number of the reply
     */
    static void answer(
            MemorySegment reply, long from, long end, int sent, int own, @Nullable PacketAuthenticator authenticator) {
        if (authenticator == null) {
            mark(reply, from, end, false, true);
            return;
        }
        long hmacAt = find(reply, HMAC, from, end);
        if (hmacAt < 0 || length(reply, hmacAt) != PacketAuthenticator.BYTES) {
            mark(reply, from, end, false, onlyPadding(reply, from, end));
            return;
        }
        boolean genuine = authenticator.genuineTlvs(reply, sent, from, hmacAt);
        mark(reply, from, end, true, genuine);
        if (genuine) {
            authenticator.signTlvs(reply, own, from, hmacAt);
        }
    }

    private static void mark(MemorySegment reply, long from, long end, boolean signed, boolean genuine) {
        for (long at = from; present(reply, at, end); at += HEADER_BYTES + length(reply, at)) {
            int type = type(reply, at);
            int flags = (type == EXTRA_PADDING || (signed && type == HMAC)) ? 0 : UNRECOGNISED;
            if (!genuine) {
                flags |= INTEGRITY;
            }
            boolean fits = fits(reply, at, end);
            reply.set(JAVA_BYTE, at, (byte) (fits ? flags : flags | MALFORMED));
            if (!fits) {
                return;
            }
        }
    }

    private static boolean onlyPadding(MemorySegment packet, long from, long end) {
        for (long at = from; present(packet, at, end); at += HEADER_BYTES + length(packet, at)) {
            if (type(packet, at) != EXTRA_PADDING) {
                return false;
            }
        }
        return true;
    }

    private static long find(MemorySegment packet, int wanted, long from, long end) {
        for (long at = from; present(packet, at, end); at += HEADER_BYTES + length(packet, at)) {
            if (type(packet, at) == wanted && fits(packet, at, end)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean present(MemorySegment packet, long at, long end) {
        return at + HEADER_BYTES <= end && type(packet, at) != 0;
    }

    private static boolean fits(MemorySegment packet, long at, long end) {
        return at + HEADER_BYTES + length(packet, at) <= end;
    }

    private static int type(MemorySegment packet, long at) {
        return packet.get(JAVA_BYTE, at + 1) & 0xff;
    }

    private static int length(MemorySegment packet, long at) {
        return packet.get(SHORT, at + 2) & 0xffff;
    }
}
