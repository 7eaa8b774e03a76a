package org.seatrial.engine.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstsTest {

    private static final long MS = 1_000_000;

    @Test
    void theFirstBurstLeavesAtOnceAndTheNextWhenTheAverageAllows() {
        Bursts bursts = new Bursts(1000, 10, 100);
        assertThat(bursts.take(0)).isEqualTo(10);
        assertThat(bursts.nextNs()).isEqualTo(10 * MS);
        assertThat(bursts.take(10 * MS - 1)).isZero();
        assertThat(bursts.take(10 * MS)).isEqualTo(10);
    }

    @Test
    void neverMoreFramesLeaveThanThereAre() {
        Bursts bursts = new Bursts(1000, 7, 20);
        int all = 0;
        for (int ms = 0; ms < 100; ms++) {
            all += bursts.take(ms * MS);
        }
        assertThat(all).isEqualTo(20);
        assertThat(bursts.nextNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatAStallHeldUpForLongIsLeftOut() {
        Bursts bursts = new Bursts(10_000, 1, 100_000);
        assertThat(bursts.take(0)).isEqualTo(1);
        assertThat(bursts.take(500 * MS)).isBetween(99, 101);
        assertThat(bursts.take(501 * MS)).isEqualTo(10);
    }
}
