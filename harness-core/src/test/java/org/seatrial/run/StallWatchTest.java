package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StallWatchTest {

    @Test
    void aMachineThatRunsWhatIsDueHasNoLongStall() throws InterruptedException {
        try (StallWatch watch = StallWatch.over(new SystemClock(), () -> {})) {
            Thread.sleep(50);
            // Shared test machines stand still at times, but not for seconds.
            assertThat(watch.longestNs()).isBetween(0L, 5_000_000_000L);
            assertThat(watch.disturbedShare()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void virtualTimeCannotStandStill() {
        try (StallWatch watch = StallWatch.over(new VirtualClock(), () -> {})) {
            assertThat(watch.longestNs()).isZero();
            assertThat(watch.disturbedShare()).isZero();
        }
    }
}
