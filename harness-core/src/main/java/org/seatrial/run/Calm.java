package org.seatrial.run;

import java.util.Locale;
import org.seatrial.lab.Lab;

/**
 * A machine that is still busy with what was before: a lab that has just come up or gone, memory that its host takes back.
 * What is measured then would say of the instrument what is not true a minute later.
 */
final class Calm {

    private static final long LOOK_NS = 2_000_000_000L;
    private static final int LOOKS = 20;

    /** A machine that is left alone keeps a thread waiting as seldom. */
    private static final double MOST_DISTURBED = 0.01;

    private Calm() {}

    /** Waits until the machine has been calm for two seconds, or for forty; then it is like that. */
    static void await(Lab lab, Logbook log, Cancellation cancellation) {
        Clock clock = log.clock();
        if (!clock.real()) {
            return;
        }
        for (int look = 1; look <= LOOKS; look++) {
            try (StallWatch watch = StallWatch.over(clock, lab::waitLikeNodes)) {
                cancellation.sleepUntil(clock, clock.monotonicNanos() + LOOK_NS);
                double disturbed = watch.disturbedShare();
                if (disturbed <= MOST_DISTURBED) {
                    return;
                }
                log.events()
                        .now(
                                "not-calm",
                                "",
                                String.format(Locale.ROOT, "disturbed for %.1f %% of 2 s", 100 * disturbed));
            }
        }
    }
}
