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

    private static final SeldomCall OPEN = SeldomCall.of("open");
    private static final SeldomCall CLOSE = SeldomCall.of("close");
    private static final SeldomCall SETNS = SeldomCall.of("setns");
    private static final SeldomCall UNSHARE = SeldomCall.of("unshare");
    private static final SeldomCall IOCTL = SeldomCall.of("ioctl");
    private static final SeldomCall MMAP = SeldomCall.of("mmap");
    private static final SeldomCall KILL = SeldomCall.of("kill");
    private static final SeldomCall SETSID = SeldomCall.of("setsid");
    private static final SeldomCall IF_NAMETOINDEX = SeldomCall.of("if_nametoindex");

    private Linux() {}

    /** Bound by processes that wait for packets; see {@link SeldomCall} for what binding costs. */
    private static final class Waiting {
        static final MethodHandle PPOLL = call("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
        static final MethodHandle PPOLL_LIGHTLY = plain("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

        private Waiting() {}
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
            return OPEN.result(arena.allocateFrom(path), O_RDONLY | O_CLOEXEC);
        }
    }

    public static int close(int fd) {
        return CLOSE.result(fd);
    }

    public static int setns(int fd, int type) {
        return SETNS.result(fd, type);
    }

    /** Moves the calling thread into new namespaces, for example {@link #CLONE_NEWNET}, which end with their last user. */
    public static int unshare(int flags) {
        return UNSHARE.result(flags);
    }

    public static int ioctl(int fd, long request, MemorySegment argument) {
        return IOCTL.result(fd, request, argument);
    }

    /** Maps a descriptor's memory, readable, writable and shared; it stays mapped until the process ends. */
    public static MemorySegment mapShared(int fd, long bytes) {
        int readWrite = 3;
        int shared = 1;
        long address = MMAP.register(MemorySegment.NULL, bytes, readWrite, shared, fd, 0L);
        if (address == -1) {
            throw new SystemCallException("mmap", errno());
        }
        return MemorySegment.ofAddress(address).reinterpret(bytes);
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
        return KILL.result(pid, signal);
    }

    /** Makes this process the leader of a new session, so that no terminal's signal reaches it; fails in a group's leader. */
    public static int setsid() {
        return SETSID.result();
    }

    /** The index of an interface in the calling thread's network namespace; 0 if there is none of that name. */
    public static int interfaceIndex(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) IF_NAMETOINDEX.register(arena.allocateFrom(name));
        }
    }
}
