package org.seatrial.engine.sys;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Opens things inside a network namespace. A socket stays in the namespace it was opened in, so one process holds
 * sockets in all of them. The work runs on a thread of its own, which ends with it: no thread of the harness is ever in
 * a foreign namespace.
 */
public final class NetworkNamespace {

    private NetworkNamespace() {}

    /**
     * Runs {@code work} inside a namespace.
     *
     * @param namespace for example {@code /run/netns/NAME}
     * @throws SystemCallException if the namespace cannot be entered
     */
    public static <T> T within(Path namespace, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread visitor = Thread.ofPlatform()
                .name("in-" + namespace.getFileName())
                .start(() -> {
                    try {
                        enter(namespace);
                        result.complete(work.call());
                    } catch (Throwable thrown) {
                        result.completeExceptionally(thrown);
                    }
                });
        try {
            T value = result.join();
            visitor.join();
            return value;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("work in " + namespace + " failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return result.join();
        }
    }

    /** Moves the calling thread for good: for the main thread of a process that lives in one namespace. */
    public static void enter(Path namespace) {
        int fd = Linux.checked("open " + namespace, Linux.openReadOnly(namespace.toString()));
        try {
            Linux.checked("setns " + namespace, Linux.setns(fd, Linux.CLONE_NEWNET));
        } finally {
            Linux.close(fd);
        }
    }
}
