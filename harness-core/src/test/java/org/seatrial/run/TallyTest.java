package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTest {

    private static Tally loss(double ratio, long struck, long frames) {
        return new Tally("loss", "a to b", ratio, struck, frames);
    }

    @Test
    void aCountThatChanceMakesOfTheShareIsLikely() {
        assertThat(loss(0.001, 93, 100_000).likely()).isTrue();
        assertThat(loss(1, 1_000, 1_000).likely()).isTrue();
    }

    @Test
    void noStrikeAtAllIsNotLikelyWhereManyWereExpected() {
        assertThat(loss(0.001, 0, 100_000).likely()).isFalse();
    }

    @Test
    void twiceTheShareIsNotLikely() {
        assertThat(loss(0.01, 2_000, 100_000).likely()).isFalse();
    }

    @Test
    void fewFramesTellNothing() {
        assertThat(loss(0.001, 0, 4_000).telling()).isFalse();
        assertThat(loss(0.001, 0, 6_000).telling()).isTrue();
    }
}
