package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DueInstantsTest {

    private static final long MS = 1_000_000;

    private final DueInstants instants = new DueInstants(5 * MS);

    @Test
    void wakingUpALittleLateIsNoDisturbance() {
        instants.came(MS);
        assertThat(instants.lateShare()).isZero();
    }

    @Test
    void aLongStallCountsForAllThatWouldHaveBeenDueMeanwhile() {
        for (int i = 0; i < 100; i++) {
            instants.came(0);
        }
        instants.came(500 * MS);
        // Half a second on time, half a second not.
        assertThat(instants.lateShare()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void oneThatWokeTooEarlyWasOnTime() {
        instants.came(-2 * MS);
        assertThat(instants.lateShare()).isZero();
    }
}
