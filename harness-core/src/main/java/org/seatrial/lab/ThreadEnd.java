package org.seatrial.lab;

/** The end of a thread that must be waited for, whatever interrupts: what it works on is closed or judged next. */
public final class ThreadEnd {

    private ThreadEnd() {}

    /** Returns when the thread has ended. An interrupt meanwhile is kept for the caller. */
    public static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
