package org.seatrial.lab.fake;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The time a simulated lab lives in: virtual in tests, the machine's otherwise.
 *
 * @param nowNs reads the monotonic clock, nanoseconds
 * @param sleepUntilNs waits until an instant of it
 */
public record FakeTime(LongSupplier nowNs, LongConsumer sleepUntilNs) {

    /** The machine's own time. */
    public static FakeTime system() {
        return new FakeTime(System::nanoTime, untilNs -> {
            long left = untilNs - System.nanoTime();
            while (left > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(left);
                left = untilNs - System.nanoTime();
            }
        });
    }

    public long now() {
        return nowNs.getAsLong();
    }

    public void sleepUntil(long ns) {
        sleepUntilNs.accept(ns);
    }
}
