package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads and writes test packets in network byte order, in place, without allocation. */
final class TestPacket {

    private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final PacketLayout layout;

    TestPacket(PacketLayout layout) {
        this.layout = layout;
    }

    /** A sender's base packet, all but its timestamp; what must be zero is expected to be. */
    void writeRequest(MemorySegment packet, long at, int sequence, int errorEstimate, int ssid) {
        packet.set(INT, at, sequence);
        packet.set(SHORT, at + layout.errorAt, (short) errorEstimate);
        packet.set(SHORT, at + layout.ssidAt, (short) ssid);
    }

    /** A reflector's base packet, all but its timestamp, from the request it answers; what must be zero is expected to be. */
    void writeReply(
            MemorySegment reply,
            MemorySegment request,
            long at,
            int sequence,
            int errorEstimate,
            long receiveTimestamp,
            int ttl) {
        reply.set(INT, 0, sequence);
        reply.set(SHORT, layout.errorAt, (short) errorEstimate);
        reply.set(SHORT, layout.ssidAt, (short) ssid(request, at));
        reply.set(LONG, layout.receiveTimestampAt, receiveTimestamp);
        reply.set(INT, layout.senderSequenceAt, sequence(request, at));
        reply.set(LONG, layout.senderTimestampAt, timestamp(request, at));
        reply.set(SHORT, layout.senderErrorAt, (short) errorEstimate(request, at));
        reply.set(JAVA_BYTE, layout.senderTtlAt, (byte) ttl);
    }

    /** The instant at which the packet leaves: written last. */
    void writeTimestamp(MemorySegment packet, long at, long timestamp) {
        packet.set(LONG, at + layout.timestampAt, timestamp);
    }

    int sequence(MemorySegment packet, long at) {
        return packet.get(INT, at);
    }

    long timestamp(MemorySegment packet, long at) {
        return packet.get(LONG, at + layout.timestampAt);
    }

    int errorEstimate(MemorySegment packet, long at) {
        return packet.get(SHORT, at + layout.errorAt) & 0xffff;
    }

    int ssid(MemorySegment packet, long at) {
        return packet.get(SHORT, at + layout.ssidAt) & 0xffff;
    }

    long receiveTimestamp(MemorySegment reply, long at) {
        return reply.get(LONG, at + layout.receiveTimestampAt);
    }

    int senderSequence(MemorySegment reply, long at) {
        return reply.get(INT, at + layout.senderSequenceAt);
    }

    long senderTimestamp(MemorySegment reply, long at) {
        return reply.get(LONG, at + layout.senderTimestampAt);
    }

    int senderTtl(MemorySegment reply, long at) {
        return reply.get(JAVA_BYTE, at + layout.senderTtlAt) & 0xff;
    }
}
