package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which thread gets a processor, and when: each says whether, or how, the kernel agreed. */
public final class SchedulingCalls {

    private static final SeldomCall SCHED_SETSCHEDULER = SeldomCall.of("sched_setscheduler");
    private static final SeldomCall SETPRIORITY = SeldomCall.of("setpriority");
    private static final SeldomCall SCHED_SETAFFINITY = SeldomCall.of("sched_setaffinity");
    private static final SeldomCall SCHED_GETAFFINITY = SeldomCall.of("sched_getaffinity");

    /** The largest set of processors that the kernel can be built for, in octets. */
    private static final int MOST_PROCESSORS_BYTES = 1024;

    private SchedulingCalls() {}

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
        BitSet only = new BitSet();
        only.set(processor);
        return runOn(only);
    }

    /** Keeps the calling thread on some processors, from 0. */
    public static int runOn(BitSet processors) {
        int thisThread = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocateFrom(JAVA_LONG, processors.toLongArray());
            return SCHED_SETAFFINITY.result(thisThread, mask.byteSize(), mask);
        }
    }

    /** The processors that the calling thread may run on; empty if the kernel does not say. */
    public static BitSet processors() {
        int thisThread = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(MOST_PROCESSORS_BYTES, Long.BYTES);
            int said = SCHED_GETAFFINITY.result(thisThread, mask.byteSize(), mask);
            return said < 0 ? new BitSet() : BitSet.valueOf(mask.toArray(JAVA_LONG));
        }
    }

    /** Gives the calling thread its fair share only (SCHED_OTHER): the reverse of {@link #runAtOnce}. */
    public static boolean runFairly() {
        int fair = 0;
        int none = 0;
        return schedule(fair, none);
    }

    /**
     * Gives the calling thread another share than its fair one.
     *
     * @param niceness -20, the largest share, to 19; below 0 only with the right to do so
     * @return whether it was allowed
     */
    public static boolean runNicely(int niceness) {
        int process = 0;
        int thisThread = 0;
        return SETPRIORITY.result(process, thisThread, niceness) == 0;
    }

    private static boolean schedule(int policy, int priority) {
        int thisThread = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment parameter = arena.allocateFrom(JAVA_INT, priority);
            return SCHED_SETSCHEDULER.result(thisThread, policy, parameter) == 0;
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
}
