package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.seatrial.engine.sys.Linux.checked;
import static org.seatrial.engine.sys.NativeCall.critical;
import static org.seatrial.engine.sys.NativeCall.impossible;
import static org.seatrial.engine.sys.NativeCall.plain;
import static org.seatrial.engine.sys.NativeCall.result;
import static org.seatrial.engine.sys.NativeCall.state;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The system calls that read the kernel's clocks and wait for them. They return as those of {@link Linux} do. */
public final class ClockCalls {

    private static final int TIMER_ABSTIME = 1;
    private static final int PR_SET_TIMERSLACK = 29;

    private static final MethodHandle CLOCK_GETTIME_LIGHTLY =
            plain("clock_gettime", JAVA_INT, Linker.Option.critical(false), JAVA_INT, ADDRESS);
    private static final MethodHandle CLOCK_GETTIME = critical("clock_gettime", JAVA_INT, JAVA_INT, ADDRESS);
    private static final SeldomCall CLOCK_GETRES = SeldomCall.of("clock_getres");
    private static final MethodHandle CLOCK_NANOSLEEP =
            plain("clock_nanosleep", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final SeldomCall ADJTIMEX = SeldomCall.of("adjtimex");
    private static final SeldomCall PRCTL = SeldomCall.of("prctl");

    private ClockCalls() {}

    public static int clockGettime(int clock, MemorySegment timespec) {
        try {
            int read = (int) CLOCK_GETTIME_LIGHTLY.invokeExact(clock, timespec);
            return read >= 0 ? read : result((int) CLOCK_GETTIME.invokeExact(state(), clock, timespec));
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    public static int clockGetres(int clock, MemorySegment timespec) {
        return CLOCK_GETRES.result(clock, timespec);
    }

    /** Sleeps until an absolute instant of Linux.CLOCK_MONOTONIC; a signal may end it early. */
    public static void sleepUntil(MemorySegment timespec) {
        try {
            int interruptedOrZero = (int)
                    CLOCK_NANOSLEEP.invokeExact(Linux.CLOCK_MONOTONIC, TIMER_ABSTIME, timespec, MemorySegment.NULL);
            assert interruptedOrZero == 0 || interruptedOrZero == Errno.EINTR;
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    /** Reads the kernel's clock discipline into {@code struct timex}; returns the clock's state. */
    public static int adjtimex(MemorySegment timex) {
        return ADJTIMEX.result(timex);
    }

    /** Lets timers of this thread fire as exactly as the kernel can (default slack is 50 µs). */
    public static void sharpenTimers() {
        checked("prctl(PR_SET_TIMERSLACK)", PRCTL.result(PR_SET_TIMERSLACK, 1L));
    }
}
