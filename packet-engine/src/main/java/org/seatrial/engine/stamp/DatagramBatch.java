package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/**
 * A reused array of {@code struct mmsghdr} for recvmmsg, with what the kernel says of each datagram: its source, its arrival,
 * its time to live and the address it was sent to. For one thread.
 */
final class DatagramBatch {

    /** The longest datagram that is taken: what fits into a jumbo frame. */
    static final int LONGEST_BYTES = 9000;

    static final int COUNT = 32;

    private static final int BUFFER_BYTES = 9008;
    private static final int MESSAGE_BYTES = 64;
    private static final int VECTOR_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 128;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int LENGTH = 56;
    private static final int MSG_TRUNC = 0x20;
    private static final int SCM_TIMESTAMPNS = 35;

    private final MemorySegment messages = allocate(MESSAGE_BYTES);
    private final MemorySegment vectors = allocate(VECTOR_BYTES);
    private final MemorySegment names = allocate(NAME_BYTES);
    private final MemorySegment controls = allocate(CONTROL_BYTES);
    private final MemorySegment buffers = allocate(BUFFER_BYTES);

    DatagramBatch() {
        for (int i = 0; i < COUNT; i++) {
            vectors.set(ADDRESS, (long) i * VECTOR_BYTES, buffers.asSlice(offset(i)));
            vectors.set(JAVA_LONG, (long) i * VECTOR_BYTES + 8, BUFFER_BYTES);
            long message = (long) i * MESSAGE_BYTES;
            messages.set(ADDRESS, message, names.asSlice(nameOffset(i)));
            messages.set(ADDRESS, message + 16, vectors.asSlice((long) i * VECTOR_BYTES));
            messages.set(JAVA_LONG, message + 24, 1);
            messages.set(ADDRESS, message + 32, controls.asSlice((long) i * CONTROL_BYTES));
        }
    }

    private static MemorySegment allocate(int bytes) {
        return Arena.ofAuto().allocate((long) COUNT * bytes, 8);
    }

    /** How many datagrams were there, or a negated error number. */
    int receive(int fd) {
        for (int i = 0; i < COUNT; i++) {
            // The kernel shortens both to what it wrote.
            messages.set(JAVA_INT, (long) i * MESSAGE_BYTES + 8, SocketAddresses.LONGEST_BYTES);
            messages.set(JAVA_LONG, (long) i * MESSAGE_BYTES + CONTROL_LENGTH, CONTROL_BYTES);
        }
        return SocketCalls.recvmmsg(fd, messages, COUNT, Linux.MSG_DONTWAIT);
    }

    MemorySegment buffers() {
        return buffers;
    }

    MemorySegment names() {
        return names;
    }

    MemorySegment controls() {
        return controls;
    }

    long offset(int message) {
        return (long) message * BUFFER_BYTES;
    }

    long nameOffset(int message) {
        return (long) message * NAME_BYTES;
    }

    int length(int message) {
        return messages.get(JAVA_INT, (long) message * MESSAGE_BYTES + LENGTH);
    }

    boolean truncated(int message) {
        return (messages.get(JAVA_INT, (long) message * MESSAGE_BYTES + FLAGS) & MSG_TRUNC) != 0
                || length(message) > LONGEST_BYTES;
    }

    /** CLOCK_REALTIME nanoseconds at which the kernel took the datagram; 0 if it does not say. */
    long arrivalNs(int message) {
        long data = control(message, Linux.SOL_SOCKET, SCM_TIMESTAMPNS);
        return data < 0 ? 0 : controls.get(JAVA_LONG, data) * 1_000_000_000L + controls.get(JAVA_LONG, data + 8);
    }

    /** The time to live or hop limit it arrived with; 0 if the kernel does not say. */
    int ttl(int message) {
        long data = control(message, StampSockets.IPPROTO_IP, StampSockets.IP_TTL);
        if (data < 0) {
            data = control(message, StampSockets.IPPROTO_IPV6, StampSockets.IPV6_HOPLIMIT);
        }
        return data < 0 ? 0 : controls.get(JAVA_INT, data) & 0xff;
    }

    /** Offset in {@link #controls} of the data of a control message; -1 if there is none. */
    long control(int message, int level, int type) {
        long from = (long) message * CONTROL_BYTES;
        long end = from + messages.get(JAVA_LONG, (long) message * MESSAGE_BYTES + CONTROL_LENGTH);
        for (long at = from; at + 16 <= end; ) {
            long length = controls.get(JAVA_LONG, at);
            if (controls.get(JAVA_INT, at + 8) == level && controls.get(JAVA_INT, at + 12) == type) {
                return at + 16;
            }
            if (length < 16) {
                return -1;
            }
            at += (length + 7) & ~7L;
        }
        return -1;
    }
}
