package org.seatrial.generators.storage;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When the writers of a workload try again to reach a target that refused one of them: one at a time for all of them. Each on
 * its own, fifty would keep a third of a processor busy, which the design needs to recover.
 */
final class Retries {

    private static final long OPEN = Long.MIN_VALUE;

    private final long periodNs;
    private final AtomicLong shutUntilNs = new AtomicLong(OPEN);

    /** @param periodNs from one try until the next */
    Retries(long periodNs) {
        this.periodNs = periodNs;
    }

    /** Whether the caller is to try now; if so, nobody else for a period, unless it succeeds. */
    boolean mayTry(long nowNs) {
        long untilNs = shutUntilNs.get();
        return untilNs == OPEN || (nowNs >= untilNs && shutUntilNs.compareAndSet(untilNs, nowNs + periodNs));
    }

    /** A try failed. */
    void refused(long nowNs) {
        shutUntilNs.set(nowNs + periodNs);
    }

    /** A try succeeded: all may. */
    void answered() {
        shutUntilNs.set(OPEN);
    }
}
