package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.Urgency;

/**
 * How a thread of the wire sleeps: until shortly before a frame is due, or until one arrives that could be due sooner.
 *
 * <p>A frame on a fibre of 175 µs that arrives while the thread sleeps for 100 µs is not due before the thread wakes, so
 * nobody need watch for it: under load the thread sleeps by the clock alone and is not woken by each arrival.
 */
final class Rest {

    /** Shorter sleeps are not worth their system call. */
    private static final long SHORTEST_NS = 5_000;

    private static final long IDLE_NS = 100_000_000;
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;

    private final Strand[] strands;
    private final int[] fds;
    private final MemorySegment pollfds;
    private final MemorySegment error = Arena.ofAuto().allocate(4, 4);
    private final MemorySegment errorLength = Arena.ofAuto().allocateFrom(JAVA_INT, 4);
    private final Timespec timespec = new Timespec();
    private final Urgency urgency = new Urgency();
    private final WakingTime waking = new WakingTime();

    Rest(Strand[] strands, int[] fds) {
        this.strands = strands;
        this.fds = fds;
        pollfds = Arena.ofAuto().allocate((long) POLLFD_BYTES * Math.max(1, strands.length), 8);
    }

    /**
     * Sleeps if there is time to.
     *
     * @param earliestNs when the next frame is due; {@link Strand#NOTHING} if none waits
     * @return the instant at which the thread should be running again, at the latest
     */
    long until(long earliestNs) {
        long now = System.nanoTime();
        long wait = earliestNs == Strand.NOTHING ? IDLE_NS : earliestNs - waking.aheadNs() - now;
        if (wait < SHORTEST_NS) {
            urgency.awake(now);
            return now;
        }
        int watched = watch(wait);
        boolean byClock = true;
        if (watched == 0) {
            timespec.sleepUntil(now + wait);
        } else {
            byClock = poll(watched, wait);
        }
        long woke = System.nanoTime();
        if (byClock) {
            waking.took(woke - now - wait);
        }
        urgency.slept(now, woke);
        return Math.min(woke, now + wait);
    }

    /** Chooses the strands on which a frame that arrives now could be due before the thread would wake by itself. */
    private int watch(long waitNs) {
        int watched = 0;
        for (int i = 0; i < strands.length; i++) {
            // One that holds a frame is left out: what arrives behind that frame is due later than the frame itself.
            if (strands[i].ringEmpty() && strands[i].leastDelayNs() - waking.aheadNs() < waitNs) {
                long at = (long) watched * POLLFD_BYTES;
                pollfds.set(JAVA_INT, at, fds[i]);
                pollfds.set(JAVA_SHORT, at + 4, POLLIN);
                pollfds.set(JAVA_SHORT, at + 6, (short) 0);
                watched++;
            }
        }
        return watched;
    }

    /** Returns whether the time was up. */
    private boolean poll(int watched, long waitNs) {
        int ready = Linux.ppoll(pollfds, watched, timespec.of(waitNs));
        for (int i = 0; i < watched && ready > 0; i++) {
            if ((pollfds.get(JAVA_SHORT, (long) i * POLLFD_BYTES + 6) & ~POLLIN) != 0) {
                // An interface that went down makes its socket "ready" until the error is read; the ring goes on.
                errorLength.set(JAVA_INT, 0, 4);
                SocketCalls.takeSocketError(pollfds.get(JAVA_INT, (long) i * POLLFD_BYTES), error, errorLength);
            }
        }
        return ready == 0;
    }
}
