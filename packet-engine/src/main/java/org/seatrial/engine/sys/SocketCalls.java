package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.seatrial.engine.sys.Linux.checked;
import static org.seatrial.engine.sys.NativeCall.call;
import static org.seatrial.engine.sys.NativeCall.critical;
import static org.seatrial.engine.sys.NativeCall.errno;
import static org.seatrial.engine.sys.NativeCall.impossible;
import static org.seatrial.engine.sys.NativeCall.plain;
import static org.seatrial.engine.sys.NativeCall.result;
import static org.seatrial.engine.sys.NativeCall.state;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of sockets. Each returns what the call returns if it is 0 or more, and the negated error number if it
 * failed, so that a hot loop can tell "try again" from trouble without an exception; {@link Linux#checked} turns a
 * failure into one. Nothing is allocated in a call that sends or receives.
 *
 * <p>What loops call is bound when it is first needed, each for what it takes; see {@link SeldomCall}.
 */
public final class SocketCalls {

    private static final SeldomCall SOCKET = SeldomCall.of("socket");
    private static final SeldomCall BIND = SeldomCall.of("bind");
    private static final SeldomCall CONNECT = SeldomCall.of("connect");
    private static final SeldomCall GETSOCKNAME = SeldomCall.of("getsockname");
    private static final SeldomCall SETSOCKOPT = SeldomCall.of("setsockopt");
    private static final SeldomCall GETSOCKOPT = SeldomCall.of("getsockopt");
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND_LIGHTLY = plain("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private SocketCalls() {}

    /** Several messages a call. */
    private static final class Batches {
        static final MethodHandle SENDMMSG = call("sendmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        static final MethodHandle SENDMMSG_LIGHTLY = plain("sendmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
        static final MethodHandle RECVMMSG = call("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        static final MethodHandle RECVMMSG_NOW =
                critical("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        static final MethodHandle RECVMMSG_LIGHTLY = plain(
                "recvmmsg", JAVA_INT, Linker.Option.critical(false), JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);

        private Batches() {}
    }

    /** What wires send, and ask while they do. */
    private static final class Frames {
        static final MethodHandle SEND_AT = call("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        static final MethodHandle SEND_AT_LIGHTLY = plain("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        static final MethodHandle GETSOCKOPT_LIGHTLY =
                plain("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

        private Frames() {}
    }

    /** What loops take that spin. */
    private static final class Spinning {
        static final MethodHandle RECV_NOW = critical("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

        private Spinning() {}
    }

    public static int socket(int family, int type, int protocol) {
        return SOCKET.result(family, type | Linux.SOCK_CLOEXEC, protocol);
    }

    public static int bind(int fd, MemorySegment address) {
        return BIND.result(fd, address, address.byteSize());
    }

    public static int connect(int fd, MemorySegment address) {
        return CONNECT.result(fd, address, address.byteSize());
    }

    public static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        return GETSOCKNAME.result(fd, address, length);
    }

    public static int setsockopt(int fd, int level, int option, MemorySegment value) {
        return SETSOCKOPT.result(fd, level, option, value, value.byteSize());
    }

    public static int setsockopt(int fd, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            return setsockopt(fd, level, option, arena.allocateFrom(JAVA_INT, value));
        }
    }

    /** Reads an option of a socket into {@code value}; {@code length} holds its size in bytes, before and after. */
    public static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            int read = (int) Frames.GETSOCKOPT_LIGHTLY.invokeExact(fd, level, option, value, length);
            return read >= 0 ? read : GETSOCKOPT.result(fd, level, option, value, length);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Reads and clears the pending error of a socket (SO_ERROR). */
    public static int takeSocketError(int fd, MemorySegment value, MemorySegment length) {
        int soError = 4;
        return GETSOCKOPT.result(fd, Linux.SOL_SOCKET, soError, value, length);
    }

    public static int send(int fd, MemorySegment data, long length, int flags) {
        try {
            long sent = (long) SEND_LIGHTLY.invokeExact(fd, data, length, flags);
            if (sent < 0) {
                sent = (long) SEND.invokeExact(state(), fd, data, length, flags);
            }
            return sent >= 0 ? (int) sent : -errno();
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** The same, never done again: what the kernel refused on its way has left the sender all the same. */
    public static int sendOnce(int fd, MemorySegment data, long length, int flags) {
        try {
            long sent = (long) SEND.invokeExact(state(), fd, data, length, flags);
            return sent >= 0 ? (int) sent : -errno();
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** The same from an address, so that a sender of many different frames makes no segment for each. */
    public static int send(int fd, long address, long length, int flags) {
        try {
            long sent = (long) Frames.SEND_AT_LIGHTLY.invokeExact(fd, address, length, flags);
            if (sent < 0) {
                sent = (long) Frames.SEND_AT.invokeExact(state(), fd, address, length, flags);
            }
            return sent >= 0 ? (int) sent : -errno();
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int recv(int fd, MemorySegment data, int flags) {
        try {
            long received = (long) RECV.invokeExact(state(), fd, data, data.byteSize(), flags);
            return received >= 0 ? (int) received : -errno();
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Sends {@code count} messages of a {@code struct mmsghdr} array; returns how many were taken. */
    public static int sendmmsg(int fd, MemorySegment messages, int count, int flags) {
        try {
            int sent = (int) Batches.SENDMMSG_LIGHTLY.invokeExact(fd, messages, count, flags);
            return sent >= 0 ? sent : result((int) Batches.SENDMMSG.invokeExact(state(), fd, messages, count, flags));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Receives up to {@code count} messages; returns how many. */
    public static int recvmmsg(int fd, MemorySegment messages, int count, int flags) {
        try {
            return result((int) Batches.RECVMMSG.invokeExact(state(), fd, messages, count, flags, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** As {@link #recvmmsg}, but takes only what has arrived already and never waits. */
    public static int recvmmsgNow(int fd, MemorySegment messages, int count) {
        try {
            int received = (int)
                    Batches.RECVMMSG_LIGHTLY.invokeExact(fd, messages, count, Linux.MSG_DONTWAIT, MemorySegment.NULL);
            return received >= 0
                    ? received
                    : result((int) Batches.RECVMMSG_NOW.invokeExact(
                            state(), fd, messages, count, Linux.MSG_DONTWAIT, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Takes one message if it has arrived already and never waits: for a loop that spins. */
    public static int recvNow(int fd, MemorySegment data) {
        try {
            long received =
                    (long) Spinning.RECV_NOW.invokeExact(state(), fd, data, data.byteSize(), Linux.MSG_DONTWAIT);
            return received >= 0 ? (int) received : -errno();
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /**
     * How many messages a socket has dropped since it was opened, because its buffer was full or their checksum wrong
     * (SO_MEMINFO).
     */
    public static long socketDrops(int fd) {
        int soMeminfo = 55;
        int counters = 9;
        int drops = 8;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(JAVA_INT, counters);
            MemorySegment length = arena.allocateFrom(JAVA_INT, (int) values.byteSize());
            checked("getsockopt(SO_MEMINFO)", GETSOCKOPT.result(fd, Linux.SOL_SOCKET, soMeminfo, values, length));
            return Integer.toUnsignedLong(values.getAtIndex(JAVA_INT, drops));
        }
    }
}
