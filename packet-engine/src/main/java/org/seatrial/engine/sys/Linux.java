package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.seatrial.engine.sys.NativeCall.call;
import static org.seatrial.engine.sys.NativeCall.errno;
import static org.seatrial.engine.sys.NativeCall.impossible;
import static org.seatrial.engine.sys.NativeCall.plain;
import static org.seatrial.engine.sys.NativeCall.result;
import static org.seatrial.engine.sys.NativeCall.state;
import static org.seatrial.engine.sys.NativeCall.variadic;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of the instrument. Each method returns what the call returns if it is 0 or more, and the negated
 * error number if it failed, so that a hot loop can tell "try again" from trouble without an exception;
 * {@link #checked} turns a failure into one. Pointers are segments owned by the caller and reused: nothing is
 * allocated in a call.
 */
public final class Linux {

    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_CLOEXEC = 0x80000;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOL_SOCKET = 1;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int CLONE_NEWNET = 0x40000000;
    public static final int CLOCK_REALTIME = 0;
    public static final int CLOCK_MONOTONIC = 1;

    private static final int O_RDONLY = 0;
    private static final int O_CLOEXEC = 0x80000;

    private static final MethodHandle OPEN = call("open", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle SETNS = call("setns", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle UNSHARE = call("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL = variadic("ioctl", JAVA_INT, 2, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle KILL = call("kill", JAVA_INT, JAVA_INT, JAVA_INT);

    private Linux() {}

    /** What loops wait with. */
    private static final class Waiting {
        static final MethodHandle PPOLL = call("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        static final MethodHandle PPOLL_LIGHTLY = plain("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

        private Waiting() {}
    }

    /** What only some processes need, and seldom; see {@link SocketCalls} for why it is apart. */
    private static final class Seldom {
        static final MethodHandle MMAP =
                call("mmap", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
        static final MethodHandle SETSID = call("setsid", JAVA_INT);
        static final MethodHandle IF_NAMETOINDEX = call("if_nametoindex", JAVA_INT, ADDRESS);

        private Seldom() {}
    }

    /** @throws SystemCallException if {@code result} is a negated error number */
    public static int checked(String call, int result) {
        if (result < 0) {
            throw new SystemCallException(call, -result);
        }
        return result;
    }

    public static int openReadOnly(String path) {
        try (Arena arena = Arena.ofConfined()) {
            return result((int) OPEN.invokeExact(state(), arena.allocateFrom(path), O_RDONLY | O_CLOEXEC));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int close(int fd) {
        try {
            return result((int) CLOSE.invokeExact(state(), fd));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int setns(int fd, int type) {
        try {
            return result((int) SETNS.invokeExact(state(), fd, type));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Moves the calling thread into new namespaces, for example {@link #CLONE_NEWNET}, which end with their last user. */
    public static int unshare(int flags) {
        try {
            return result((int) UNSHARE.invokeExact(state(), flags));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int ioctl(int fd, long request, MemorySegment argument) {
        try {
            return result((int) IOCTL.invokeExact(state(), fd, request, argument));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Maps a descriptor's memory, readable, writable and shared; it stays mapped until the process ends. */
    public static MemorySegment mapShared(int fd, long bytes) {
        int readWrite = 3;
        int shared = 1;
        try {
            MemorySegment mapped = (MemorySegment)
                    Seldom.MMAP.invokeExact(state(), MemorySegment.NULL, bytes, readWrite, shared, fd, 0L);
            if (mapped.address() == -1) {
                throw new SystemCallException("mmap", errno());
            }
            return mapped.reinterpret(bytes);
        } catch (SystemCallException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Waits for events on {@code struct pollfd[count]}, at most {@code timeout} ({@code struct timespec}). */
    public static int ppoll(MemorySegment pollfds, long count, MemorySegment timeout) {
        try {
            int ready = (int) Waiting.PPOLL_LIGHTLY.invokeExact(pollfds, count, timeout, MemorySegment.NULL);
            return ready >= 0
                    ? ready
                    : result((int) Waiting.PPOLL.invokeExact(state(), pollfds, count, timeout, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int kill(int pid, int signal) {
        try {
            return result((int) KILL.invokeExact(state(), pid, signal));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Makes this process the leader of a new session, so that no terminal's signal reaches it; fails in a group's leader. */
    public static int setsid() {
        try {
            return result((int) Seldom.SETSID.invokeExact(state()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** The index of an interface in the calling thread's network namespace; 0 if there is none of that name. */
    public static int interfaceIndex(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) Seldom.IF_NAMETOINDEX.invokeExact(state(), arena.allocateFrom(name));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }
}
