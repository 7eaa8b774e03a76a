package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The first 40 octets of each packet's UDP payload, network byte order: magic (4), flow (2), stream (2), sequence (8),
 * session (8), intended instant in nanoseconds of the monotonic clock (8), zero (8).
 */
final class PacketHeader {

    static final int BYTES = 40;

    private static final int MAGIC = 0x53545231;
    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private PacketHeader() {}

    static void write(
            MemorySegment at, long offset, int flow, int stream, long sequence, long session, long intendedNs) {
        at.set(INT, offset, MAGIC);
        at.set(SHORT, offset + 4, (short) flow);
        at.set(SHORT, offset + 6, (short) stream);
        at.set(LONG, offset + 8, sequence);
        at.set(LONG, offset + 16, session);
        at.set(LONG, offset + 24, intendedNs);
        at.set(LONG, offset + 32, 0L);
    }

    static boolean present(MemorySegment at, long offset) {
        return at.get(INT, offset) == MAGIC;
    }

    static int flow(MemorySegment at, long offset) {
        return at.get(SHORT, offset + 4) & 0xffff;
    }

    static int stream(MemorySegment at, long offset) {
        return at.get(SHORT, offset + 6) & 0xffff;
    }

    static long sequence(MemorySegment at, long offset) {
        return at.get(LONG, offset + 8);
    }

    static long session(MemorySegment at, long offset) {
        return at.get(LONG, offset + 16);
    }
}
