package org.seatrial.engine.anomaly;

/**
 * Which frame is due when: the first burst at once, each further one when the average rate allows. What a stall has held up
 * longer than {@link #LONGEST_CATCH_UP_NS} is left out and never sent in a heap: the rate is a bound.
 *
 * <p>For one thread.
 */
final class Bursts {

    static final long LONGEST_CATCH_UP_NS = 10_000_000;

    private final double perNs;
    private final int burst;
    private final long frames;
    private long position;

    /** @param frames how many there are in all */
    Bursts(double framesPerSecond, int burst, long frames) {
        this.perNs = framesPerSecond / 1e9;
        this.burst = burst;
        this.frames = frames;
    }

    /** How many frames may leave so long after the start; they count as dealt with. */
    int take(long elapsedNs) {
        long due = due(elapsedNs);
        long forgotten = due(elapsedNs - LONGEST_CATCH_UP_NS);
        long from = Math.max(position, Math.min(forgotten, due));
        position = Math.max(position, due);
        return (int) Math.max(0, due - from);
    }

    private long due(long elapsedNs) {
        if (elapsedNs < 0) {
            return 0;
        }
        long bursts = (long) (elapsedNs * perNs / burst) + 1;
        return Math.min(frames, bursts * burst);
    }

    /** When the next frame is due, nanoseconds after the start; {@link Long#MAX_VALUE} if none is left. */
    long nextNs() {
        return position >= frames ? Long.MAX_VALUE : (long) Math.ceil(position / perNs);
    }
}
