package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorEstimateTest {

    @Test
    void theBitsAreThoseOfTheFigure() {
        ErrorEstimate estimate = new ErrorEstimate(true, TimestampFormat.PTP, 0b100001, 0xa5);
        assertThat(estimate.bits()).isEqualTo(0b11_100001_10100101);
        assertThat(ErrorEstimate.synchronised(estimate.bits())).isTrue();
        assertThat(ErrorEstimate.format(estimate.bits())).isEqualTo(TimestampFormat.PTP);
    }

    @Test
    void oneSecondIsAMultiplierOf1AndAScaleOf32() {
        assertThat(ErrorEstimate.errorNs(32 << 8 | 1)).isEqualTo(1_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 59, 60, 1_000, 123_456, 16_000_000_000L, Long.MAX_VALUE / 4})
    void anEstimateIsNeverBelowTheErrorAndHardlyAbove(long errorNs) {
        int bits = ErrorEstimate.atLeast(errorNs, false, TimestampFormat.NTP).bits();
        assertThat(ErrorEstimate.valid(bits)).isTrue();
        assertThat(ErrorEstimate.errorNs(bits)).isGreaterThanOrEqualTo(errorNs);
        assertThat(ErrorEstimate.errorNs(bits) - 1.0).isLessThanOrEqualTo(errorNs * 1.01);
    }

    @Test
    void aMultiplierOfZeroIsNoEstimate() {
        assertThat(ErrorEstimate.valid(0x8000)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new ErrorEstimate(true, TimestampFormat.NTP, 3, 0));
    }

    @Test
    void theLargestEstimateDoesNotWrap() {
        assertThat(ErrorEstimate.errorNs(0x3fff)).isGreaterThan(Long.MAX_VALUE / 100);
    }
}
