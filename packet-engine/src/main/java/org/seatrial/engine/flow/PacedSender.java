package org.seatrial.engine.flow;

import java.util.List;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.Rehearsal;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.engine.sys.Urgency;
import org.seatrial.traffic.Precision;

/**
 * Sends every stream open loop: each packet at its intended instant or as soon after it as the machine lets it, never
 * skipped, never earlier. Packets leave together only when they are late. What is late is logged with its actual
 * instant.
 *
 * <p>A light sender sleeps between ticks of {@link #TICK_NS}, because the routers under test share the cores; a precise
 * one spins the last stretch before each instant ({@link Pacing}).
 */
public final class PacedSender implements Runnable {

    /** Packets due within one tick leave together in a light sender. */
    static final long TICK_NS = 200_000;

    /** Sleeping for less takes longer than that. */
    private static final long SHORTEST_SLEEP_NS = 5_000;

    /** So often at least it looks whether it shall stop. */
    private static final long LONGEST_SLEEP_NS = 50_000_000;

    /** What is still due this long after it was asked to stop stays unsent: the design was asked for more than left. */
    private static final long BACKLOG_NS = 100_000_000;

    private final DueQueue queue;
    private final Pacing pacing;
    private final Departure departure;
    private final boolean bursts;
    private final Urgency urgency = new Urgency();
    private final Timespec timespec = new Timespec();
    private volatile boolean stopping;
    private volatile long giveUpNs = Long.MAX_VALUE;
    private volatile long endNs;

    /** The logs must have been started. */
    public PacedSender(List<StreamSocket> streams, long session, Pacing pacing) {
        Rehearsal.ensure();
        queue = new DueQueue(streams);
        bursts = streams.stream().anyMatch(stream -> stream.segments() > 1);
        this.pacing = pacing;
        departure = new Departure(session);
    }

    /** Asks it to stop after what is due now; {@link #endNs} tells when it did. */
    public void stop() {
        giveUpNs = System.nanoTime() + BACKLOG_NS;
        stopping = true;
    }

    /** The instant up to which every due packet was dealt with; 0 while it runs, and for ever if it died. */
    public long endNs() {
        return endNs;
    }

    @Override
    public void run() {
        ClockCalls.sharpenTimers();
        boolean precise = pacing.precision() == Precision.PRECISE;
        if (precise && !bursts) {
            Apart.spinning();
        }
        // A real-time thread that never sleeps would be stopped by the kernel for 50 ms a second.
        if (!pacing.neverSleeps()) {
            urgency.awake(System.nanoTime());
        }
        while (true) {
            boolean last = stopping;
            long now = System.nanoTime();
            while (queue.earliestNs() <= now && System.nanoTime() < giveUpNs) {
                departure.sendDue(queue, now);
            }
            if (last || queue.earliestNs() == Long.MAX_VALUE) {
                endNs = now;
                return;
            }
            if (precise) {
                sleepThenSpin();
            } else {
                sleepUntil(Math.max(Math.min(queue.earliestNs(), now + LONGEST_SLEEP_NS), now + TICK_NS));
            }
        }
    }

    private void sleepUntil(long instant) {
        long from = System.nanoTime();
        timespec.sleepUntil(instant);
        urgency.slept(from, System.nanoTime());
    }

    private void sleepThenSpin() {
        long due = queue.earliestNs();
        long now = System.nanoTime();
        long spinFrom = pacing.neverSleeps() ? now : due - pacing.marginNs();
        long wake = Math.min(spinFrom, now + LONGEST_SLEEP_NS);
        if (wake - now > SHORTEST_SLEEP_NS) {
            sleepUntil(wake);
        } else if (!pacing.neverSleeps()) {
            urgency.awake(now);
        }
        if (spinFrom <= wake) {
            spinUntil(due);
        }
    }

    private void spinUntil(long due) {
        while (System.nanoTime() < due) {
            // Nothing else may be done here. Thread.onSpinWait would let a hypervisor take the processor away.
        }
    }
}
