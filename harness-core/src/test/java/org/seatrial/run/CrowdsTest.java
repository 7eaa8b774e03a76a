package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seatrial.recording.Crowding;

/** The kernel's count of two processors, looked at every 500 ms: 100 ticks have passed from one look to the next. */
final class CrowdsTest {

    private final Crowds crowds = new Crowds();
    private long looks;
    private long idle;

    private void look(long idleTicks) {
        idle += idleTicks;
        crowds.look(looks * Crowds.EVERY_NS, new ProcessorTime(100 * looks, idle, 0));
        looks++;
    }

    @Test
    void processorsWithATenthToSpareAreNotCrowded() {
        look(0);
        look(10);
        look(60);

        assertThat(crowds.seen()).isEmpty();
    }

    @Test
    void oneLookAfterTheOtherIsOneSpan() {
        look(0);
        look(50);
        look(9);
        look(0);
        look(50);

        assertThat(crowds.seen()).containsExactly(new Crowding(Crowds.EVERY_NS, 3 * Crowds.EVERY_NS));
    }

    @Test
    void whatWasIdleBetweenEndsASpan() {
        look(0);
        look(0);
        look(50);
        look(0);

        assertThat(crowds.seen())
                .containsExactly(
                        new Crowding(0, Crowds.EVERY_NS), new Crowding(2 * Crowds.EVERY_NS, 3 * Crowds.EVERY_NS));
    }
}
