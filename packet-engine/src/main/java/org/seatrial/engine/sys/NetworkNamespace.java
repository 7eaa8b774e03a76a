package org.seatrial.engine.sys;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Opens things inside a network namespace. A socket stays in the namespace it was opened in, so one process holds
 * sockets in all of them. The work runs on a thread of its own, which ends with it: no other thread of the harness is ever
 * in a foreign namespace.
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
        return Thread.currentThread() instanceof Visitor visitor
                ? visitor.visit(namespace, work)
                : visiting(() -> within(namespace, work));
    }

    /**
     * Runs {@code work} on a thread that goes into each namespace of a {@link #within} in it and comes back, so that
     * visiting hundreds of them does not start hundreds of threads.
     */
    public static <T> T visiting(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Visitor visitor = new Visitor(() -> {
            try {
                result.complete(work.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        visitor.start();
        try {
            T value = result.join();
            visitor.join();
            return value;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("work in a network namespace failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return result.join();
        }
    }

    private static final class Visitor extends Thread {

        private static final String OWN = "/proc/thread-self/ns/net";

        private @Nullable Path visited;

        Visitor(Runnable work) {
            super(work, "in-namespaces");
        }

        <T> T visit(Path namespace, Callable<T> work) {
            return namespace.equals(visited) ? called(namespace, work) : visitFromHome(namespace, work);
        }

        private <T> T visitFromHome(Path namespace, Callable<T> work) {
            int home = Linux.checked("open " + OWN, Linux.openReadOnly(OWN));
            try {
                enter(namespace);
                visited = namespace;
                return called(namespace, work);
            } finally {
                visited = null;
                // Should it fail, this thread must not go on elsewhere, as if it were at home.
                Linux.checked("setns " + OWN, Linux.setns(home, Linux.CLONE_NEWNET));
                Linux.close(home);
            }
        }
    }

    private static <T> T called(Path namespace, Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException("work in " + namespace + " failed", thrown);
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
