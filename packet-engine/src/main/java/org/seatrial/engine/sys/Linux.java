package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

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
    private static final int TIMER_ABSTIME = 1;
    private static final int PR_SET_TIMERSLACK = 29;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ThreadLocal<MemorySegment> STATE_OF_THREAD =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

    private static final MethodHandle OPEN = call("open", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle SETNS = call("setns", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle UNSHARE = call("unshare", JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = call("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = call("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT =
            call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKOPT =
            call("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle IOCTL = variadic("ioctl", JAVA_INT, 2, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND_AT = call("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND_LIGHTLY = plain("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SEND_AT_LIGHTLY =
            plain("send", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SENDMMSG = call("sendmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle SENDMMSG_LIGHTLY =
            plain("sendmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle RECVMMSG =
            call("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle RECVMMSG_NOW =
            critical("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle RECVMMSG_LIGHTLY =
            plain("recvmmsg", JAVA_INT, Linker.Option.critical(false), JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle RECV_NOW = critical("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle MMAP =
            call("mmap", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle PPOLL = call("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle PPOLL_LIGHTLY = plain("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle CLOCK_GETTIME_LIGHTLY =
            plain("clock_gettime", JAVA_INT, Linker.Option.critical(false), JAVA_INT, ADDRESS);
    private static final MethodHandle CLOCK_GETTIME = critical("clock_gettime", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle CLOCK_GETRES = call("clock_getres", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle CLOCK_NANOSLEEP =
            plain("clock_nanosleep", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ADJTIMEX = call("adjtimex", JAVA_INT, ADDRESS);
    private static final MethodHandle PRCTL = variadic("prctl", JAVA_INT, 1, JAVA_INT, JAVA_LONG);
    private static final MethodHandle SCHED_SETSCHEDULER =
            call("sched_setscheduler", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SCHED_SETAFFINITY =
            call("sched_setaffinity", JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle KILL = call("kill", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SETSID = call("setsid", JAVA_INT);
    private static final MethodHandle IF_NAMETOINDEX = call("if_nametoindex", JAVA_INT, ADDRESS);

    private Linux() {}

    private static MethodHandle call(String name, ValueLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"));
    }

    /**
     * For calls that never wait: the thread stays where the JVM believes it, which is cheaper, but nothing that stops
     * every thread can happen until the call returns.
     */
    private static MethodHandle critical(String name, ValueLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.critical(false),
                Linker.Option.captureCallState("errno"));
    }

    /**
     * For calls in a loop: the error number is not kept, because keeping it makes an object of 40 bytes a call wherever
     * the compiler does not see through it, and the quick compiler never does. What fails is done again by the handle that
     * keeps the number, and its answer counts.
     */
    private static MethodHandle plain(String name, ValueLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle plain(
            String name, ValueLayout result, Linker.Option option, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments), option);
    }

    private static MethodHandle variadic(String name, ValueLayout result, int fixed, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.firstVariadicArg(fixed),
                Linker.Option.captureCallState("errno"));
    }

    private static MemorySegment state() {
        return STATE_OF_THREAD.get();
    }

    private static int errno() {
        return (int) ERRNO.get(state(), 0L);
    }

    private static int result(int value) {
        return value >= 0 ? value : -errno();
    }

    private static AssertionError impossible(Throwable thrown) {
        return new AssertionError("a downcall handle threw", thrown);
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

    public static int socket(int family, int type, int protocol) {
        try {
            return result((int) SOCKET.invokeExact(state(), family, type | SOCK_CLOEXEC, protocol));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int bind(int fd, MemorySegment address) {
        try {
            return result((int) BIND.invokeExact(state(), fd, address, (int) address.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int connect(int fd, MemorySegment address) {
        try {
            return result((int) CONNECT.invokeExact(state(), fd, address, (int) address.byteSize()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int getsockname(int fd, MemorySegment address, MemorySegment length) {
        try {
            return result((int) GETSOCKNAME.invokeExact(state(), fd, address, length));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int setsockopt(int fd, int level, int option, MemorySegment value) {
        try {
            return result((int) SETSOCKOPT.invokeExact(state(), fd, level, option, value, (int) value.byteSize()));
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
            return result((int) GETSOCKOPT.invokeExact(state(), fd, level, option, value, length));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Reads and clears the pending error of a socket (SO_ERROR). */
    public static int takeSocketError(int fd, MemorySegment value, MemorySegment length) {
        int soError = 4;
        try {
            return result((int) GETSOCKOPT.invokeExact(state(), fd, SOL_SOCKET, soError, value, length));
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
            long sent = (long) SEND_AT_LIGHTLY.invokeExact(fd, address, length, flags);
            if (sent < 0) {
                sent = (long) SEND_AT.invokeExact(state(), fd, address, length, flags);
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
            int sent = (int) SENDMMSG_LIGHTLY.invokeExact(fd, messages, count, flags);
            return sent >= 0 ? sent : result((int) SENDMMSG.invokeExact(state(), fd, messages, count, flags));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Receives up to {@code count} messages; returns how many. */
    public static int recvmmsg(int fd, MemorySegment messages, int count, int flags) {
        try {
            return result((int) RECVMMSG.invokeExact(state(), fd, messages, count, flags, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** As {@link #recvmmsg}, but takes only what has arrived already and never waits. */
    public static int recvmmsgNow(int fd, MemorySegment messages, int count) {
        try {
            int received = (int) RECVMMSG_LIGHTLY.invokeExact(fd, messages, count, MSG_DONTWAIT, MemorySegment.NULL);
            return received >= 0
                    ? received
                    : result((int)
                            RECVMMSG_NOW.invokeExact(state(), fd, messages, count, MSG_DONTWAIT, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Takes one message if it has arrived already and never waits: for a loop that spins. */
    public static int recvNow(int fd, MemorySegment data) {
        try {
            long received = (long) RECV_NOW.invokeExact(state(), fd, data, data.byteSize(), MSG_DONTWAIT);
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
                    GETSOCKOPT.invokeExact(state(), fd, SOL_SOCKET, soMeminfo, values, length)));
            return Integer.toUnsignedLong(values.getAtIndex(JAVA_INT, drops));
        } catch (SystemCallException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Maps a descriptor's memory, readable, writable and shared; it stays mapped until the process ends. */
    public static MemorySegment mapShared(int fd, long bytes) {
        int readWrite = 3;
        int shared = 1;
        try {
            MemorySegment mapped =
                    (MemorySegment) MMAP.invokeExact(state(), MemorySegment.NULL, bytes, readWrite, shared, fd, 0L);
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
            int ready = (int) PPOLL_LIGHTLY.invokeExact(pollfds, count, timeout, MemorySegment.NULL);
            return ready >= 0
                    ? ready
                    : result((int) PPOLL.invokeExact(state(), pollfds, count, timeout, MemorySegment.NULL));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int clockGettime(int clock, MemorySegment timespec) {
        try {
            int read = (int) CLOCK_GETTIME_LIGHTLY.invokeExact(clock, timespec);
            return read >= 0 ? read : result((int) CLOCK_GETTIME.invokeExact(state(), clock, timespec));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int clockGetres(int clock, MemorySegment timespec) {
        try {
            return result((int) CLOCK_GETRES.invokeExact(state(), clock, timespec));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Sleeps until an absolute instant of CLOCK_MONOTONIC; a signal may end it early. */
    public static void sleepUntil(MemorySegment timespec) {
        try {
            int interruptedOrZero =
                    (int) CLOCK_NANOSLEEP.invokeExact(CLOCK_MONOTONIC, TIMER_ABSTIME, timespec, MemorySegment.NULL);
            assert interruptedOrZero == 0 || interruptedOrZero == Errno.EINTR;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Reads the kernel's clock discipline into {@code struct timex}; returns the clock's state. */
    public static int adjtimex(MemorySegment timex) {
        try {
            return result((int) ADJTIMEX.invokeExact(state(), timex));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Lets timers of this thread fire as exactly as the kernel can (default slack is 50 µs). */
    public static void sharpenTimers() {
        try {
            checked("prctl(PR_SET_TIMERSLACK)", result((int) PRCTL.invokeExact(state(), PR_SET_TIMERSLACK, 1L)));
        } catch (SystemCallException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /**
     * Gives the calling thread the processor as soon as it wakes (SCHED_FIFO, the lowest real-time priority). Only for
     * threads that sleep most of the time: a fair thread waits up to a scheduling slice of about 3 ms behind whoever
     * runs, which would be read as lateness of the instrument. Without the right to do so, as in a user namespace, the
     * thread stays as it is.
     *
     * @return whether it was allowed
     */
    public static boolean runAtOnce() {
        int fifo = 1;
        int lowest = 1;
        return schedule(fifo, lowest);
    }

    /**
     * The same before all other threads of the machine, those of its kernel too. Only for threads that hardly ever run.
     *
     * @return whether it was allowed
     */
    public static boolean runBeforeOthers() {
        int fifo = 1;
        int highest = 99;
        return schedule(fifo, highest);
    }

    /** Keeps the calling thread on one processor, from 0. */
    public static int runOn(int processor) {
        int thisThread = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(JAVA_LONG, processor / Long.SIZE + 1);
            mask.setAtIndex(JAVA_LONG, processor / Long.SIZE, 1L << (processor % Long.SIZE));
            return result((int) SCHED_SETAFFINITY.invokeExact(state(), thisThread, mask.byteSize(), mask));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Gives the calling thread its fair share only (SCHED_OTHER): the reverse of {@link #runAtOnce}. */
    public static boolean runFairly() {
        int fair = 0;
        int none = 0;
        return schedule(fair, none);
    }

    private static boolean schedule(int policy, int priority) {
        int thisThread = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameter = arena.allocateFrom(JAVA_INT, priority);
            return (int) SCHED_SETSCHEDULER.invokeExact(state(), thisThread, policy, parameter) == 0;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Whether {@link #runAtOnce} succeeds in this process; tried in a thread of its own, which ends. */
    public static boolean mayRunAtOnce() {
        AtomicBoolean may = new AtomicBoolean();
        Thread trying = Thread.ofPlatform().name("priority").start(() -> may.set(runAtOnce()));
        try {
            trying.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return may.get();
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
            return result((int) SETSID.invokeExact(state()));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** The index of an interface in the calling thread's network namespace; 0 if there is none of that name. */
    public static int interfaceIndex(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (int) IF_NAMETOINDEX.invokeExact(state(), arena.allocateFrom(name));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }
}
