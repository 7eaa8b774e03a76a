package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.seatrial.engine.sys.NativeCall.call;
import static org.seatrial.engine.sys.NativeCall.impossible;
import static org.seatrial.engine.sys.NativeCall.plain;
import static org.seatrial.engine.sys.NativeCall.result;
import static org.seatrial.engine.sys.NativeCall.state;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A timer of the monotonic clock (timerfd) that can be set before it is waited for; its descriptor becomes readable when it
 * goes off. For one thread.
 *
 * <p>Whoever sets the timer that will be the next of its processor has the hardware programmed, which on a virtual machine
 * costs 10 to 20 µs of processor time. A timer set while an earlier one is pending costs less than one: the kernel programs
 * the hardware for it when the earlier one goes off, which it has to do anyway.
 */
public final class Alarm implements AutoCloseable {

    private static final SeldomCall TIMERFD_CREATE = SeldomCall.of("timerfd_create");
    private static final MethodHandle TIMERFD_SETTIME =
            call("timerfd_settime", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle TIMERFD_SETTIME_LIGHTLY =
            plain("timerfd_settime", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final int TFD_CLOEXEC = 0x80000;
    private static final int TFD_TIMER_ABSTIME = 1;
    private static final int ITIMERSPEC_BYTES = 32;
    private static final int SECONDS = 16;
    private static final int NANOSECONDS = 24;
    private static final long NS_PER_S = 1_000_000_000L;

    private final MemorySegment setting = Arena.ofAuto().allocate(ITIMERSPEC_BYTES, 8);
    private final int fd;

    public Alarm() {
        fd = Linux.checked("timerfd_create", TIMERFD_CREATE.result(Linux.CLOCK_MONOTONIC, TFD_CLOEXEC));
    }

    /** Goes off at an instant, once; at once if it has passed. What it was set to before is forgotten, gone off or not. */
    public void set(long monotonicNs) {
        setting.set(JAVA_LONG, SECONDS, monotonicNs / NS_PER_S);
        setting.set(JAVA_LONG, NANOSECONDS, monotonicNs % NS_PER_S);
        try {
            int set = (int) TIMERFD_SETTIME_LIGHTLY.invokeExact(fd, TFD_TIMER_ABSTIME, setting, MemorySegment.NULL);
            if (set < 0) {
                Linux.checked("timerfd_settime", result((int)
                        TIMERFD_SETTIME.invokeExact(state(), fd, TFD_TIMER_ABSTIME, setting, MemorySegment.NULL)));
            }
        } catch (SystemCallException refused) {
            throw refused;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** To be polled, readable once the alarm has gone off and until it is set again. */
    public int fd() {
        return fd;
    }

    @Override
    public void close() {
        Linux.close(fd);
    }
}
