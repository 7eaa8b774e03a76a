package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A reused array of {@code struct mmsghdr} with a buffer and a control buffer each, for sendmmsg and recvmmsg. For one
 * thread.
 */
final class MessageBatch {

    private static final long MESSAGE_BYTES = 64;
    private static final long IOV_BYTES = 16;
    private static final long CONTROL_BYTES = 64;
    private static final long MESSAGE_LENGTH = 56;
    private static final long CONTROL_LENGTH = 40;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_TIMESTAMPNS = 35;

    private final MemorySegment messages;
    private final MemorySegment vectors;
    private final MemorySegment controls;
    private final MemorySegment buffers;
    private final int count;
    private final int bufferBytes;

    MessageBatch(int count, int bufferBytes, boolean withControl) {
        Arena arena = Arena.ofAuto();
        this.count = count;
        this.bufferBytes = bufferBytes;
        messages = arena.allocate(count * MESSAGE_BYTES, 8);
        vectors = arena.allocate(count * IOV_BYTES, 8);
        controls = arena.allocate(count * CONTROL_BYTES, 8);
        buffers = arena.allocate((long) count * bufferBytes, 8);
        for (int i = 0; i < count; i++) {
            vectors.set(ADDRESS, i * IOV_BYTES, buffers.asSlice(offset(i)));
            vectors.set(JAVA_LONG, i * IOV_BYTES + 8, bufferBytes);
            messages.set(ADDRESS, i * MESSAGE_BYTES + 16, vectors.asSlice(i * IOV_BYTES));
            messages.set(JAVA_LONG, i * MESSAGE_BYTES + 24, 1);
            if (withControl) {
                messages.set(ADDRESS, i * MESSAGE_BYTES + 32, controls.asSlice(i * CONTROL_BYTES));
            }
        }
    }

    MemorySegment messages() {
        return messages;
    }

    MemorySegment buffers() {
        return buffers;
    }

    int count() {
        return count;
    }

    long offset(int message) {
        return (long) message * bufferBytes;
    }

    void lengthToSend(int message, int bytes) {
        vectors.set(JAVA_LONG, message * IOV_BYTES + 8, bytes);
    }

    /** Gives every message its whole control buffer again: the kernel shortens it to what it wrote. */
    void readyToReceive() {
        for (int i = 0; i < count; i++) {
            messages.set(JAVA_LONG, i * MESSAGE_BYTES + CONTROL_LENGTH, CONTROL_BYTES);
        }
    }

    int lengthReceived(int message) {
        return messages.get(JAVA_INT, message * MESSAGE_BYTES + MESSAGE_LENGTH);
    }

    /** The kernel's receive stamp in CLOCK_REALTIME nanoseconds; 0 if the message carries none. */
    long kernelStampNs(int message) {
        long control = message * CONTROL_BYTES;
        long length = messages.get(JAVA_LONG, message * MESSAGE_BYTES + CONTROL_LENGTH);
        if (length >= 32
                && controls.get(JAVA_INT, control + 8) == SOL_SOCKET
                && controls.get(JAVA_INT, control + 12) == SCM_TIMESTAMPNS) {
            return controls.get(JAVA_LONG, control + 16) * 1_000_000_000L + controls.get(JAVA_LONG, control + 24);
        }
        return 0;
    }
}
