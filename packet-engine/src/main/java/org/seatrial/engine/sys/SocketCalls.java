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
 * <p>To bind a call takes the JVM 6 ms for each shape, so what a process does not need is not bound in it.
 */
public final class SocketCalls {

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND_LIGHTLY = plain("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private SocketCalls() {}

    /** Which way a socket leads. */
    private static final class Ends {
        static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        static final MethodHandle CONNECT = call("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        static final MethodHandle GETSOCKNAME = call("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

        private Ends() {}
    }

    /** How it behaves. */
    private static final class Options {
        static final MethodHandle SETSOCKOPT =
                call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        static final MethodHandle GETSOCKOPT =
                call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

        private Options() {}
    }

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

    /** What wires send. */
    private static final class Frames {
        static final MethodHandle SEND_AT = call("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        static final MethodHandle SEND_AT_LIGHTLY = plain("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);

        private Frames() {}
    }

    /** What loops take that spin. */
    private static final class Spinning {
        static final MethodHandle RECV_NOW = critical("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

        private Spinning() {}
    }

    public static int socket(int family, int type, int protocol) {
        try {
            return result((int) SOCKET.invokeExact(state(), family, type | Linux.SOCK_CLOEXEC, protocol));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int bind(int fd, MemorySegment address) {
        try {
            return result((int) Ends.BIND.invokeExact(state(), fd, address, (int) address.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int connect(int fd, MemorySegment address) {
        try {
            return result((int) Ends.CONNECT.invokeExact(state(), fd, address, (int) address.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        try {
            return result((int) Ends.GETSOCKNAME.invokeExact(state(), fd, address, length));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int setsockopt(int fd, int level, int option, MemorySegment value) {
        try {
            return result(
                    (int) Options.SETSOCKOPT.invokeExact(state(), fd, level, option, value, (int) value.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int setsockopt(int fd, int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            return setsockopt(fd, level, option, arena.allocateFrom(JAVA_INT, value));
        }
    }

    /** Reads an option of a socket into {@code value}; {@code length} holds its size in bytes, before and after. */
    public static int getsockopt(int fd, int level, int option, MemorySegment value, MemorySegment length) {
        try {
            return result((int) Options.GETSOCKOPT.invokeExact(state(), fd, level, option, value, length));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Reads and clears the pending error of a socket (SO_ERROR). */
    public static int takeSocketError(int fd, MemorySegment value, MemorySegment length) {
        int soError = 4;
        try {
            return result((int) Options.GETSOCKOPT.invokeExact(state(), fd, Linux.SOL_SOCKET, soError, value, length));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
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
            checked("getsockopt(SO_MEMINFO)", result((int)
                    Options.GETSOCKOPT.invokeExact(state(), fd, Linux.SOL_SOCKET, soMeminfo, values, length)));
            return Integer.toUnsignedLong(values.getAtIndex(JAVA_INT, drops));
        } catch (SystemCallException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }
}
