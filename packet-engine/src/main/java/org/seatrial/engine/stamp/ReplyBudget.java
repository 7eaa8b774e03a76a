package org.seatrial.engine.stamp;

/**
 * Bounds how many replies leave a second, whatever arrives: the generic cell rate algorithm (ITU-T I.371), a token bucket
 * that holds one number. For one thread.
 */
final class ReplyBudget {

    private static final long NS_PER_S = 1_000_000_000;
    /** What may leave at once is what is due in this time. */
    private static final long BURST_NS = NS_PER_S / 10;

    private final long spacingNs;
    private long arrivalNs;
    private boolean started;

    ReplyBudget(int perSecond) {
        spacingNs = NS_PER_S / perSecond;
    }

    /** Whether another reply may leave now; if so, it is counted. */
    boolean take(long nowNs) {
        if (!started || arrivalNs - nowNs < 0) {
            arrivalNs = nowNs;
            started = true;
        }
        if (arrivalNs - nowNs > BURST_NS) {
            return false;
        }
        arrivalNs += spacingNs;
        return true;
    }
}
