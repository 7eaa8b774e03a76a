package org.seatrial.engine.sys;

/**
 * Real-time priority for as long as the thread sleeps enough. A fair thread that wakes waits up to a scheduling slice behind
 * whoever runs; a real-time thread that hardly sleeps is stopped by the kernel for 50 ms a second, so that others live. Under
 * load it is therefore the better choice to be fair. For one thread, from its first instruction on.
 */
public final class Urgency {

    private static final long WINDOW_NS = 20_000_000;

    /** Busier than this, the kernel would soon stop the thread for the sake of fair ones. */
    private static final double BUSY = 0.8;

    /** The busiest sender that sleeps at all is less busy than this, so that one bad moment does not leave it fair for good. */
    private static final double CALM = 0.7;

    private boolean urgent;
    private boolean started;
    private long windowNs;
    private long sleptNs;

    /** The thread slept between two instants of the monotonic clock. */
    public void slept(long fromNs, long untilNs) {
        sleptNs += untilNs - fromNs;
        awake(untilNs);
    }

    /** The thread is at work at an instant of the monotonic clock. */
    public void awake(long nowNs) {
        if (!started) {
            started = true;
            windowNs = nowNs;
            urgent = SchedulingCalls.runAtOnce();
            return;
        }
        long elapsed = nowNs - windowNs;
        if (elapsed < WINDOW_NS) {
            return;
        }
        double busy = 1 - (double) sleptNs / elapsed;
        windowNs = nowNs;
        sleptNs = 0;
        if (urgent && busy > BUSY) {
            urgent = false;
            SchedulingCalls.runFairly();
        } else if (!urgent && busy < CALM) {
            urgent = SchedulingCalls.runAtOnce();
        }
    }
}
