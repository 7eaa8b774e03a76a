package org.seatrial.run;

import java.util.concurrent.locks.LockSupport;

/**
 * Notices when this machine, or this JVM, stands still: a thread at ordinary priority that wants to run every few
 * milliseconds. It sees what a routing daemon on the same processors would feel, and knows nothing of the traffic.
 */
final class StallWatch implements AutoCloseable {

    private static final long EVERY_NS = 5_000_000;

    private final Thread thread;
    private volatile boolean stopped;
    private volatile long longestNs;

    private StallWatch(boolean watching) {
        thread = Thread.ofPlatform().daemon().name("stall-watch").unstarted(this::watch);
        stopped = !watching;
        if (watching) {
            thread.start();
        }
    }

    /** Watches from now on; in virtual time nothing can stand still. */
    static StallWatch over(Clock clock) {
        return new StallWatch(clock.real());
    }

    private void watch() {
        long last = System.nanoTime();
        while (!stopped) {
            LockSupport.parkNanos(EVERY_NS);
            long now = System.nanoTime();
            longestNs = Math.max(longestNs, now - last - EVERY_NS);
            last = now;
        }
    }

    /** The longest standstill so far, nanoseconds. */
    long longestNs() {
        return longestNs;
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
