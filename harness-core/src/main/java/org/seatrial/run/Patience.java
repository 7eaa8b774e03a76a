package org.seatrial.run;

import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads an element again and again until it is as it should be, no longer than an effect may take to show. */
record Patience(Clock clock, Cancellation cancellation) {

    /**
     * @param sinceNs from when the time counts
     * @return the last reading, whether or not it is so
     */
    <R> R read(long sinceNs, Supplier<R> reading, Predicate<R> so) {
        long deadline = sinceNs + EffectProof.EFFECT_WITHIN_NS;
        R now = reading.get();
        while (!so.test(now) && clock.monotonicNanos() < deadline) {
            cancellation.sleepUntil(clock, clock.monotonicNanos() + EffectProof.READ_EVERY_NS);
            now = reading.get();
        }
        return now;
    }
}
