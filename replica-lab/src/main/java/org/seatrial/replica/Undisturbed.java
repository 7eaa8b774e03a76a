package org.seatrial.replica;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Runs what must be finished though the caller is being interrupted: healing and taking down. An interrupted thread
 * cannot wait for a program or open a file channel, and would leave half of the work undone.
 */
final class Undisturbed {

    private Undisturbed() {}

    /** Runs the work on a thread of its own and waits for its end; the caller's interruption is kept for later. */
    static <T> T call(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(
                            work,
                            task -> Thread.ofPlatform().name("undisturbed").start(task))
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
