package org.seatrial.run;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a run to stop, from any thread (a signal's shutdown hook, a test).
 *
 * <p>The run's thread is interrupted only while it waits here. Interrupting it anywhere else could stop a heal half-way
 * or close the ledger under it.
 */
public final class Cancellation {

    private final Object lock = new Object();
    private @Nullable String reason;
    private @Nullable Thread waiting;

    /** Asks to stop; the first reason stays. */
    public void cancel(String why) {
        synchronized (lock) {
            if (reason == null) {
                reason = why;
            }
            if (waiting != null) {
                waiting.interrupt();
            }
        }
    }

    /** Why the run was asked to stop; empty if it was not. */
    public Optional<String> reason() {
        synchronized (lock) {
            return Optional.ofNullable(reason);
        }
    }

    /** @throws CancelledException if the run was asked to stop */
    public void check() {
        reason().ifPresent(why -> {
            throw new CancelledException(why);
        });
    }

    /**
     * Waits until an instant of the monotonic clock.
     *
     * @throws CancelledException if the run is asked to stop before or meanwhile, also by an interrupt of the thread
     */
    public void sleepUntil(Clock clock, long monotonicNanos) {
        synchronized (lock) {
            check();
            waiting = Thread.currentThread();
        }
        try {
            clock.sleepUntil(monotonicNanos);
        } catch (InterruptedException e) {
            cancel("interrupted");
        } finally {
            synchronized (lock) {
                waiting = null;
                if (reason != null) {
                    // The interrupt has delivered its message: what follows is healing, which must not see it.
                    Thread.interrupted();
                }
            }
        }
        check();
    }

    /** Waits to the end, whoever asks to stop: for what must be finished, such as reading back a heal. */
    public void sleepThrough(Clock clock, long monotonicNanos) {
        boolean done = false;
        while (!done) {
            try {
                clock.sleepUntil(monotonicNanos);
                done = true;
            } catch (InterruptedException e) {
                cancel("interrupted");
            }
        }
    }

    /** Takes an interrupt off the current thread and remembers it as a wish to stop. */
    public void absorbInterrupt() {
        if (Thread.interrupted()) {
            cancel("interrupted");
        }
    }
}
