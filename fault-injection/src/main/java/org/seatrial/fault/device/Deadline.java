package org.seatrial.fault.device;

import java.time.Duration;

/**
 * Until when an exchange with a device must be over.
 *
 * @param atNs on the monotonic clock
 */
public record Deadline(long atNs) {

    public static Deadline in(Duration span) {
        return new Deadline(System.nanoTime() + span.toNanos());
    }

    /** What is left; at least a millisecond, because most libraries take zero for "forever". */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(1_000_000L, atNs - System.nanoTime()));
    }

    public boolean over() {
        return System.nanoTime() - atNs >= 0;
    }

    /** This one, or the one after the given span if that is sooner. */
    public Deadline orSooner(Duration span) {
        Deadline other = in(span);
        return other.atNs - atNs < 0 ? other : this;
    }

    /** Waits, but no longer than until the deadline. */
    public void pause(Duration span) throws InterruptedException {
        Thread.sleep(span.compareTo(remaining()) < 0 ? span : remaining());
    }
}
