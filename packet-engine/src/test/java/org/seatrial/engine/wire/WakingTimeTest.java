package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WakingTimeTest {

    @Test
    void mostSleepsThatEndAtTheChosenInstantEndInTime() {
        WakingTime waking = new WakingTime();
        SplittableRandom random = new SplittableRandom(7);
        long readyNs = 2_000;
        int inTime = 0;
        for (int i = 0; i < 20_000; i++) {
            long overshoot = 20_000 + random.nextLong(10_000);
            if (i >= 10_000 && overshoot + readyNs <= waking.aheadNs()) {
                inTime++;
            }
            waking.took(overshoot);
        }
        assertThat(inTime).isBetween(8_500, 9_500);
        assertThat(waking.aheadNs()).isLessThan(32_000);
    }

    @Test
    void aTimeInWhichWakingTookLongIsForgottenThoughNothingIsSleptAnyMore() {
        WakingTime waking = new WakingTime();
        for (int i = 0; i < 1_000; i++) {
            waking.took(1_000_000);
        }
        long slow = waking.aheadNs();
        for (int i = 0; i < 1_000; i++) {
            waking.untried();
        }
        assertThat(waking.aheadNs()).isLessThan(slow / 2);
    }
}
