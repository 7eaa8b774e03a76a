package org.seatrial.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.recording.Crowding;
import org.seatrial.recording.Interference;

/**
 * Notices when this machine, or this JVM, stands still: a thread of the same priority as the design's nodes that wants to
 * run every few milliseconds. It sees what a routing daemon on the same processors would feel, and knows nothing of the
 * traffic.
 */
final class StallWatch implements AutoCloseable {

    private static final long EVERY_NS = 5_000_000;

    private final Thread thread;
    private final Runnable asNodes;
    private final Optional<ProcessorTime> before;
    private volatile boolean stopped;
    private volatile long longestNs;
    private volatile long lastNs = Long.MIN_VALUE;
    private volatile double lateShare;
    private volatile List<Crowding> crowded = List.of();

    private StallWatch(boolean watching, Runnable asNodes) {
        this.asNodes = asNodes;
        thread = Thread.ofPlatform().daemon().name("stall-watch").unstarted(this::watch);
        stopped = !watching;
        before = watching ? ProcessorTime.read() : Optional.empty();
        if (watching) {
            thread.start();
        }
    }

    /**
     * Watches from now on; in virtual time nothing can stand still. What a trial has reserved, tens of megabytes, is put where
     * it is not copied any more before that, so that no collection that takes long falls into what is watched.
     *
     * @param asNodes gives the thread that calls it the priority of the design's nodes
     */
    static StallWatch over(Clock clock, Runnable asNodes) {
        if (clock.real()) {
            System.gc();
        }
        return new StallWatch(clock.real(), asNodes);
    }

    private void watch() {
        asNodes.run();
        long last = System.nanoTime();
        DueInstants instants = new DueInstants(EVERY_NS);
        Crowds crowds = new Crowds();
        long nextLookNs = last;
        while (!stopped) {
            LockSupport.parkNanos(EVERY_NS);
            long now = System.nanoTime();
            long stall = now - last - EVERY_NS;
            longestNs = Math.max(longestNs, stall);
            instants.came(stall);
            lateShare = instants.lateShare();
            if (stall >= Interference.NOTABLE_STALL_NS) {
                lastNs = now;
            }
            last = now;
            if (now >= nextLookNs) {
                ProcessorTime.read().ifPresent(time -> crowds.look(now, time));
                crowded = crowds.seen();
                nextLookNs = now + Crowds.EVERY_NS;
                // Not late for its own looking.
                last = System.nanoTime();
            }
        }
    }

    /**
     * The share of the time so far, 0 to 1, in which this thread ran late or another guest had a processor. A packet may
     * need any of them, so that the shares of all processors add up.
     */
    double disturbedShare() {
        double stolen = before.flatMap(then -> ProcessorTime.read().flatMap(now -> now.stolenSince(then)))
                .orElse(0.0);
        return Math.min(1, lateShare + stolen * Runtime.getRuntime().availableProcessors());
    }

    /** When all processors were in use so far, by time. */
    List<Crowding> crowded() {
        return crowded;
    }

    /** The longest standstill so far, nanoseconds. */
    long longestNs() {
        return longestNs;
    }

    /** When the last notable standstill so far ended, monotonic clock; {@link Long#MIN_VALUE} if there was none. */
    long lastNs() {
        return lastNs;
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
