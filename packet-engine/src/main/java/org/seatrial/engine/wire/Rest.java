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

    /** Nobody sleeps longer, whatever was meant to wake him. */
    private static final long IDLE_NS = 100_000_000;

    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;
    private static final int EVENTS = 4;
    private static final int RETURNED = 6;

    private final Strand[] strands;
    private final int[] fds;
    private final MemorySegment pollfds;
    private final MemorySegment error = Arena.ofAuto().allocate(4, 4);
    private final MemorySegment errorLength = Arena.ofAuto().allocateFrom(JAVA_INT, 4);
    private final Timespec timespec = new Timespec();
    private final Urgency urgency = new Urgency();
    private final WakingTime waking = new WakingTime();
    private final Alarms alarms = new Alarms();
    private long spunForNs;

    Rest(Strand[] strands, int[] fds) {
        this.strands = strands;
        this.fds = fds;
        pollfds = Arena.ofAuto().allocate((long) POLLFD_BYTES * (strands.length + 1), 8);
    }

    /**
     * Sleeps if there is time to.
     *
     * @param earliestNs when the next frame is due; {@link Strand#NOTHING} if none waits
     * @return the instant at which the thread should be running again, at the latest
     */
    long until(long earliestNs) {
        long now = System.nanoTime();
        if (earliestNs == Strand.NOTHING) {
            watch(0, IDLE_NS);
            return slept(now, now + IDLE_NS, false);
        }
        long wakeNs = earliestNs - waking.aheadNs();
        if (wakeNs - now < SHORTEST_NS) {
            if (earliestNs != spunForNs) {
                spunForNs = earliestNs;
                waking.untried();
            }
            urgency.awake(now);
            return now;
        }
        entry(0, alarms.fdFor(wakeNs, wakeBehind(earliestNs)));
        watch(1, wakeNs - now);
        boolean byClock = returned(0) != 0;
        return slept(now, wakeNs, byClock);
    }

    private long slept(long fromNs, long wakeNs, boolean byClock) {
        long woke = System.nanoTime();
        if (byClock) {
            waking.took(woke - alarms.setToNs());
            alarms.wentOff();
        }
        urgency.slept(fromNs, woke);
        return Math.min(woke, wakeNs);
    }

    /** When to wake for the frame behind the next one, if the thread can sleep between the two. */
    private long wakeBehind(long earliestNs) {
        long behindNs = Strand.NOTHING;
        for (Strand strand : strands) {
            long due = strand.dueNs();
            behindNs = Math.min(behindNs, due == earliestNs ? strand.dueBehindNs() : due);
        }
        return behindNs == Strand.NOTHING || behindNs - waking.aheadNs() - earliestNs < SHORTEST_NS
                ? Strand.NOTHING
                : behindNs - waking.aheadNs();
    }

    private void entry(int place, int fd) {
        long at = (long) place * POLLFD_BYTES;
        pollfds.set(JAVA_INT, at, fd);
        pollfds.set(JAVA_SHORT, at + EVENTS, POLLIN);
        pollfds.set(JAVA_SHORT, at + RETURNED, (short) 0);
    }

    private int returned(int place) {
        return pollfds.get(JAVA_SHORT, (long) place * POLLFD_BYTES + RETURNED);
    }

    /** Sleeps, with an eye on the strands on which a frame that arrives now could be due before the time is up. */
    private void watch(int entries, long waitNs) {
        int watched = entries;
        for (int i = 0; i < strands.length; i++) {
            // One that holds a frame is left out: what arrives behind that frame is due later than the frame itself.
            if (strands[i].ringEmpty() && strands[i].leastDelayNs() - waking.aheadNs() < waitNs) {
                entry(watched, fds[i]);
                watched++;
            }
        }
        int ready = Linux.ppoll(pollfds, watched, timespec.of(IDLE_NS));
        for (int i = entries; i < watched && ready > 0; i++) {
            if ((returned(i) & ~POLLIN) != 0) {
                // An interface that went down makes its socket "ready" until the error is read; the ring goes on.
                errorLength.set(JAVA_INT, 0, 4);
                SocketCalls.takeSocketError(pollfds.get(JAVA_INT, (long) i * POLLFD_BYTES), error, errorLength);
            }
        }
    }
}
