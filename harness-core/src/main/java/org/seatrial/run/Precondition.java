package org.seatrial.run;

import java.util.List;
import org.seatrial.lab.Lab;

/** What must hold before a trial may start. */
final class Precondition {

    private static final long POLL_NS = 20_000_000L;

    private Precondition() {}

    /**
     * Waits for the redundancy that an earlier trial took. A lab that stays degraded is not waited for again.
     *
     * @throws TrialInvalidException naming what is missing, once all the time it may take has passed
     */
    static void awaitWhole(Lab lab, Clock clock, Cancellation cancellation, LabHealth health) {
        cancellation.check();
        long deadline = clock.monotonicNanos() + (health.degraded() ? 0 : Recovery.RESTORE_WITHIN.toNanos());
        List<String> missing = lab.redundancy().missing();
        while (!missing.isEmpty()) {
            if (clock.monotonicNanos() >= deadline) {
                health.degraded(true);
                throw new TrialInvalidException("redundancy already degraded: " + String.join(", ", missing));
            }
            cancellation.sleepUntil(clock, clock.monotonicNanos() + POLL_NS);
            missing = lab.redundancy().missing();
        }
        health.degraded(false);
    }
}
