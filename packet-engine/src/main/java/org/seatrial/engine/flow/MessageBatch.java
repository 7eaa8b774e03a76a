package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A reused array of {@code struct mmsghdr} with a buffer and a control buffer each, for sendmmsg and recvmmsg. For one
 * thread; only the constructor allocates.
 */
public final class MessageBatch {

    private static final long MESSAGE_BYTES = 64;
    private static final long IOV_BYTES = 16;
    private static final long CONTROL_BYTES = 96;
    private static final long MESSAGE_LENGTH = 56;
    private static final long CONTROL_LENGTH = 40;
    private static final int CONTROL_HEADER_BYTES = 16;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_TIMESTAMPNS = 35;
    private static final int SO_RXQ_OVFL = 40;
    private static final int SOL_UDP = 17;
    private static final int UDP_GRO = 104;

    private final MemorySegment controls;
    private final MemorySegment messages;
    private final MemorySegment vectors;
    private final MemorySegment buffers;
    private final MemorySegment[] messagesFrom;
    private final MemorySegment[] bufferOf;
    private final int count;
    private final int bufferBytes;

    /**
     * @param count messages
     * @param bufferBytes of each; a longer message is cut
     * @param withControl whether the kernel may add stamps and counts
     */
    public MessageBatch(int count, int bufferBytes, boolean withControl) {
        Arena arena = Arena.ofAuto();
        this.count = count;
        this.bufferBytes = bufferBytes;
        messages = arena.allocate(count * MESSAGE_BYTES, 8);
        vectors = arena.allocate(count * IOV_BYTES, 8);
        controls = arena.allocate(count * CONTROL_BYTES, 8);
        buffers = arena.allocate((long) count * bufferBytes, 8);
        messagesFrom = new MemorySegment[count];
        bufferOf = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            messagesFrom[i] = messages.asSlice(i * MESSAGE_BYTES);
            bufferOf[i] = buffers.asSlice(offset(i), bufferBytes);
            vectors.set(ADDRESS, i * IOV_BYTES, bufferOf[i]);
            vectors.set(JAVA_LONG, i * IOV_BYTES + 8, bufferBytes);
            messages.set(ADDRESS, i * MESSAGE_BYTES + 16, vectors.asSlice(i * IOV_BYTES));
            messages.set(JAVA_LONG, i * MESSAGE_BYTES + 24, 1);
            if (withControl) {
                messages.set(ADDRESS, i * MESSAGE_BYTES + 32, controls.asSlice(i * CONTROL_BYTES));
            }
        }
    }

    public MemorySegment messages() {
        return messages;
    }

    /** The messages from one on. */
    MemorySegment messagesFrom(int message) {
        return messagesFrom[message];
    }

    public MemorySegment buffers() {
        return buffers;
    }

    MemorySegment buffer(int message) {
        return bufferOf[message];
    }

    public int count() {
        return count;
    }

    public long offset(int message) {
        return (long) message * bufferBytes;
    }

    void lengthToSend(int message, int bytes) {
        vectors.set(JAVA_LONG, message * IOV_BYTES + 8, bytes);
    }

    /** Gives every message its whole control buffer again: the kernel shortens it to what it wrote. */
    public void readyToReceive() {
        for (int i = 0; i < count; i++) {
            messages.set(JAVA_LONG, i * MESSAGE_BYTES + CONTROL_LENGTH, CONTROL_BYTES);
        }
    }

    public int lengthReceived(int message) {
        return messages.get(JAVA_INT, message * MESSAGE_BYTES + MESSAGE_LENGTH);
    }

    /** The kernel's receive stamp in CLOCK_REALTIME nanoseconds; 0 if the message carries none. */
    public long kernelStampNs(int message) {
        long at = control(message, SOL_SOCKET, SCM_TIMESTAMPNS);
        return at < 0 ? 0 : controls.get(JAVA_LONG, at) * 1_000_000_000L + controls.get(JAVA_LONG, at + 8);
    }

    /** How many messages the socket had dropped when this one was queued. */
    public long dropsBefore(int message) {
        long at = control(message, SOL_SOCKET, SO_RXQ_OVFL);
        return at < 0 ? 0 : Integer.toUnsignedLong(controls.get(JAVA_INT, at));
    }

    /** Octets of each datagram but the last that the message gathers; those of the message if it is a datagram itself. */
    int datagramBytes(int message) {
        long at = control(message, SOL_UDP, UDP_GRO);
        return at < 0 ? lengthReceived(message) : controls.get(JAVA_INT, at);
    }

    /** Where the data of a control message of this level and type begins; -1 if there is none. */
    private long control(int message, int level, int type) {
        long at = message * CONTROL_BYTES;
        long end = at + Math.min(CONTROL_BYTES, messages.get(JAVA_LONG, message * MESSAGE_BYTES + CONTROL_LENGTH));
        while (at + CONTROL_HEADER_BYTES < end) {
            long bytes = controls.get(JAVA_LONG, at);
            if (controls.get(JAVA_INT, at + 8) == level && controls.get(JAVA_INT, at + 12) == type) {
                return at + CONTROL_HEADER_BYTES;
            }
            at += Math.max(CONTROL_HEADER_BYTES, (bytes + 7) & ~7L);
        }
        return -1;
    }
}
