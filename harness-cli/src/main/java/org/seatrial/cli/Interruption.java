package org.seatrial.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.seatrial.report.ExitCode;
import org.seatrial.run.Cancellation;

/**
 * Ctrl-C and SIGTERM: the run is asked to stop, and the process stays alive until everything is healed, torn down and
 * written, or the patience for that is at an end.
 */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_S = 60;

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("on-signal").unstarted(this::stopAndWait);

    /** Until the verb has come to its end, a run that was stopped is an error of the lab, never a success. */
    private volatile int exit = ExitCode.LAB_ERROR.code();

    private volatile boolean signalled;

    private Interruption() {}

    static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** The verb is about to end with this code; if a signal is being served, the process ends with it. */
    int ended(int code) {
        exit = code;
        return code;
    }

    private void stopAndWait() {
        signalled = true;
        cancellation.cancel("interrupted by a signal");
        try {
            if (done.await(PATIENCE_S, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exit);
            }
            System.err.println("seatrial: after " + PATIENCE_S + " s not everything is healed and removed; the run's"
                    + " watchdog goes on with it and tells in watchdog.log of the run's folder");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        if (!signalled) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyStopping) {
                // The signal came in between: the hook sees the count-down and ends the process with our code.
                signalled = true;
            }
        }
    }
}
