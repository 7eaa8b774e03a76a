package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.DelayIntervals.Clamped;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Phase;

class DisturbanceTest {

    private static final double US = 1000;

    /** Two thousand delays: 1 µs, 2 µs and so on. */
    private static Measured delay(String statistic, double share) {
        Histogram histogram = HistogramLog.emptyHistogram();
        for (int i = 1; i <= 2000; i++) {
            histogram.recordValue(i * 1000L);
        }
        DelayIntervals intervals = new DelayIntervals(
                List.of(new DelayIntervals.Interval(Phase.BASELINE, 0, 1_000_000_000, histogram)), Clamped.NONE);
        return new DelayFigures(intervals, 0, new Disturbance(share)).statistic(statistic);
    }

    @Test
    void whatTookLongestInADisturbedShareMayBeTheMachines() {
        assertThat(delay("p99", 0.03).lower()).isCloseTo(1920 * US, within(2 * US));
        assertThat(delay("p99", 0.03).doubt()).contains("disturbed for 3 %");
    }

    @Test
    void aMachineMakesNothingFaster() {
        assertThat(delay("p99", 0.03).upper()).isEqualTo(delay("p99", 0).upper());
        assertThat(delay("p99", 0.03).value()).isEqualTo(delay("p99", 0).value());
    }

    @Test
    void anUndisturbedDelayIsKnownAsBefore() {
        assertThat(delay("p99", 0).doubt()).isEmpty();
        assertThat(delay("p99", 0).lower()).isCloseTo(1980 * US, within(2 * US));
    }

    @Test
    void theLongestOfAllIsInDoubtAsMuchAsAnyPercentile() {
        assertThat(delay("max", 0.01).lower()).isCloseTo(1980 * US, within(2 * US));
    }

    @Test
    void aMeanLeavesOutAsManyOfTheLongest() {
        // The shorter nine tenths, and the shortest once more for each of the others.
        assertThat(delay("mean", 0.1).lower()).isCloseTo((1800 * 900.5 + 200) / 2000 * US, within(2 * US));
        assertThat(delay("mean", 0).lower()).isCloseTo(1000.5 * US, within(2 * US));
    }

    @Test
    void ofAMachineThatWasDisturbedForMoreThanATenthOfTheTimeNothingIsKnownFromBelow() {
        assertThat(delay("p50", 0.1).lower()).isPositive();
        assertThat(delay("p50", 0.11).lower()).isZero();
        assertThat(delay("mean", 1).lower()).isZero();
    }
}
