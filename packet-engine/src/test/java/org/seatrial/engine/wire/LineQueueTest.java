package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineQueueTest {

    private static final double GIGABIT = 1e9;
    private static final long DEEP = 1 << 30;

    @Test
    void theShortestFrameTakesTheTimeOfEightyFourOctets() {
        assertThat(new LineQueue().admit(0, 60, GIGABIT, DEEP)).isEqualTo(672);
        assertThat(new LineQueue().admit(0, 42, GIGABIT, DEEP)).isEqualTo(672);
    }

    @Test
    void aFastLineKeepsItsRateOverManyFrames() {
        LineQueue line = new LineQueue();
        long left = 0;
        for (int i = 0; i < 1_000_000; i++) {
            left = line.admit(0, 60, 10e9, DEEP);
        }
        assertThat(left).isBetween(67_199_990L, 67_200_000L);
    }

    @Test
    void aFrameWaitsForTheOneBeforeIt() {
        LineQueue line = new LineQueue();
        line.admit(0, 1514, GIGABIT, DEEP);
        assertThat(line.admit(5_000, 60, GIGABIT, DEEP)).isEqualTo(1538 * 8 + 672);
    }

    @Test
    void anIdleLineTakesAFrameLargerThanItsQueue() {
        assertThat(new LineQueue().admit(0, 1514, GIGABIT, 100)).isEqualTo(1538 * 8);
    }

    @Test
    void theQueueDrainsWithTime() {
        LineQueue line = new LineQueue();
        line.admit(0, 1514, GIGABIT, 2_000);
        assertThat(line.admit(0, 1514, GIGABIT, 2_000)).isEqualTo(LineQueue.FULL);
        assertThat(line.admit(10_000, 1514, GIGABIT, 2_000)).isEqualTo(2 * 1538 * 8);
    }
}
