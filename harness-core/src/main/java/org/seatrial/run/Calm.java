package org.seatrial.run;

import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import org.seatrial.lab.Lab;

/**
 * A machine that is still busy with what was before: a lab that has just come up or gone, memory that its host takes back.
 * What is measured then would say of the instrument what is not true a minute later.
 */
final class Calm {

    private static final long LOOK_NS = 2_000_000_000L;
    private static final int LOOKS = 8;

    /** A lab without traffic keeps a thread waiting as seldom, on two processors that others share. */
    private static final double MOST_DISTURBED = 0.05;

    private Calm() {}

    /** Waits until the machine has been calm for two seconds, or sixteen have passed; then it is like that. */
    static void await(Lab lab, Logbook log, Cancellation cancellation) {
        Clock clock = log.clock();
        if (clock.real()) {
            await(
                    () -> disturbedShare(lab, clock, cancellation),
                    share -> log.events()
                            .now(
                                    "not-calm",
                                    "",
                                    String.format(Locale.ROOT, "disturbed for %.1f %% of 2 s", 100 * share)));
        }
    }

    static void await(DoubleSupplier disturbed, DoubleConsumer notCalm) {
        for (int look = 1; look <= LOOKS; look++) {
            double share = disturbed.getAsDouble();
            if (share <= MOST_DISTURBED) {
                return;
            }
            notCalm.accept(share);
        }
    }

    private static double disturbedShare(Lab lab, Clock clock, Cancellation cancellation) {
        try (StallWatch watch = StallWatch.over(clock, lab::waitLikeNodes)) {
            cancellation.sleepUntil(clock, clock.monotonicNanos() + LOOK_NS);
            return watch.disturbedShare();
        }
    }
}
