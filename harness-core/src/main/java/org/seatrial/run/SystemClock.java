package org.seatrial.run;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The machine's clocks. On Linux {@link System#nanoTime} reads CLOCK_MONOTONIC, the clock of the packet engine. */
public final class SystemClock implements Clock {

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public boolean real() {
        return true;
    }

    @Override
    public void sleepUntil(long monotonicNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long left = monotonicNanos - System.nanoTime();
        while (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
            left = monotonicNanos - System.nanoTime();
        }
    }
}
