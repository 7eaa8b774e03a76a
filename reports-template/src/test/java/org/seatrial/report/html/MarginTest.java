package org.seatrial.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.Comparison;
import org.seatrial.verdict.Measured;

class MarginTest {

    private static final double MS = 1e6;

    private static Measured measured(double lower, double upper) {
        return Measured.of(Dimension.TIME, (lower + upper) / 2, lower, upper, 1);
    }

    @Test
    void theMarginRunsFromTheFarEndOfTheInterval() {
        assertThat(Margin.text(Comparison.BELOW, 50 * MS, measured(10 * MS, 20 * MS)))
                .isEqualTo("30 ms (60 % of the limit) to spare at the far end of the interval");
    }

    @Test
    void aLowerLimitIsHeldAgainstTheLowerEnd() {
        assertThat(Margin.text(Comparison.AT_LEAST, 10 * MS, measured(12 * MS, 90 * MS)))
                .startsWith("2 ms (20 % of the limit)");
    }

    @Test
    void anIntervalThatReachesBeyondTheLimitHasNoMargin() {
        assertThat(Margin.text(Comparison.BELOW, 50 * MS, measured(40 * MS, 60 * MS)))
                .isEqualTo("none: the far end of the interval is 10 ms beyond the limit");
    }

    @Test
    void whatNeverEndedHasNoMargin() {
        assertThat(Margin.text(Comparison.BELOW, 50 * MS, measured(40 * MS, Double.POSITIVE_INFINITY)))
                .startsWith("none");
    }

    @Test
    void whatWasNotMeasuredHasNoMarginThatAnybodyKnows() {
        assertThat(Margin.text(Comparison.BELOW, 50 * MS, Measured.not(Dimension.TIME, "lost")))
                .startsWith("not known");
    }

    @Test
    void exactlyTheLimitIsKeptOnlyIfItMayBeReached() {
        Measured none = Measured.of(Dimension.COUNT, 0, 0, 0, 1);
        assertThat(Margin.text(Comparison.AT_MOST, 0, none)).contains("which keeps it");
        assertThat(Margin.text(Comparison.BELOW, 0, none)).contains("which does not keep it");
    }
}
