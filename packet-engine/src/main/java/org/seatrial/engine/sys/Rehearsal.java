package org.seatrial.engine.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.lab.ThreadEnd;

/**
 * The system calls of the loops, made in vain before the first packet. The JVM rewrites a handle when it has been called
 * 127 times, which takes milliseconds and allocates; a call that a loop needs only now and then, such as sending several
 * late packets at once, would have it happen in the middle of a trial.
 */
public final class Rehearsal {

    private static final int CALLS = 200;
    private static final int NO_FILE = -1;

    private static boolean done;

    private Rehearsal() {}

    /** Makes sure that it was done, once a JVM. */
    public static synchronized void ensure() {
        if (done) {
            return;
        }
        Thread rehearsing = Thread.ofPlatform().daemon().name("rehearsal").start(Rehearsal::rehearse);
        ThreadEnd.await(rehearsing);
        done = true;
    }

    /** In a thread of its own, because the priority is the thread's. */
    private static void rehearse() {
        MemorySegment memory = Arena.ofAuto().allocate(256, 8);
        Timespec timespec = new Timespec();
        for (int i = 0; i < CALLS; i++) {
            SocketCalls.send(NO_FILE, memory, 1, Linux.MSG_DONTWAIT);
            SocketCalls.sendmmsg(NO_FILE, memory, 1, Linux.MSG_DONTWAIT);
            SocketCalls.recvmmsgNow(NO_FILE, memory, 1);
            Linux.ppoll(memory, 0, timespec.of(0));
            timespec.sleepUntil(0);
            timespec.realtimeNs();
            SchedulingCalls.runFairly();
        }
    }
}
