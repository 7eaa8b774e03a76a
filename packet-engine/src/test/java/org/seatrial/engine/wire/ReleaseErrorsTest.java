package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReleaseErrorsTest {

    private static ReleaseErrors of(long... errors) {
        long[] counts = new long[ReleaseErrors.BUCKETS];
        for (long error : errors) {
            counts[ReleaseErrors.bucketOf(error)]++;
        }
        return new ReleaseErrors(counts);
    }

    @Test
    void aQuantileIsNeverBelowTheTruthAndAtMostThreePercentAbove() {
        for (long ns = 1; ns < 30_000_000_000L; ns = ns * 5 / 4 + 1) {
            assertThat(of(ns).quantileNs(1)).isBetween(ns, ns + ns / 31);
        }
    }

    @Test
    void quantilesCountFromTheSmallest() {
        ReleaseErrors errors = of(10, 20, 30, 40);
        assertThat(errors.quantileNs(0.5)).isEqualTo(20);
        assertThat(errors.quantileNs(0.51)).isEqualTo(30);
        assertThat(errors.quantileNs(1)).isEqualTo(40);
    }

    @Test
    void whatWasCountedSinceAnEarlierReadingStandsAlone() {
        ReleaseErrors later = of(10, 20, 30, 40).since(of(10, 40));
        assertThat(later.count()).isEqualTo(2);
        assertThat(later.quantileNs(1)).isEqualTo(30);
        assertThat(later.and(of(50)).quantileNs(1)).isEqualTo(50);
    }

    @Test
    void nothingCountedIsNotZero() {
        assertThatThrownBy(() -> of().quantileNs(0.5)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anErrorOfMinutesIsKeptInTheLastBucket() {
        assertThat(of(Long.MAX_VALUE).quantileNs(1)).isGreaterThan(30_000_000_000L);
    }
}
