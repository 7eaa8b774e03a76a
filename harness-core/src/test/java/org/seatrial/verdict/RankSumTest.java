package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankSumTest {

    @Test
    void threeAgainstThreeWithoutOverlapHasTheSmallestPossibleProbability() {
        // 2 of the 20 orders of 3 and 3 values are as unequal.
        RankSum found = RankSum.of(new double[] {1, 2, 3}, new double[] {11, 12, 13});
        assertThat(found.exact()).isTrue();
        assertThat(found.p()).isCloseTo(0.1, within(1e-12));
        assertThat(found.shift()).hasValue(10);
    }

    @Test
    void theExactProbabilityAgreesWithCountingEveryOrder() {
        RankSum found = RankSum.of(new double[] {5, 6, 8, 9}, new double[] {1, 2, 3, 7, 10});
        double[] earlier = {5, 6, 8, 9};
        double[] later = {1, 2, 3, 7, 10};
        int wins = 0;
        for (double a : earlier) {
            for (double b : later) {
                wins += b > a ? 1 : 0;
            }
        }
        int fewest = Math.min(wins, 20 - wins);
        long asUnequal = IntStream.range(0, 1 << 9)
                .filter(set -> Integer.bitCount(set) == 5)
                .filter(set -> winsOf(set) <= fewest || winsOf(set) >= 20 - fewest)
                .count();
        assertThat(found.p()).isCloseTo(asUnequal / 126.0, within(1e-12));
    }

    /** How often one of the ranks in the set is above one outside it. */
    private static int winsOf(int set) {
        int wins = 0;
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < i; j++) {
                wins += (set >> i & 1) == 1 && (set >> j & 1) == 0 ? 1 : 0;
            }
        }
        return wins;
    }

    @Test
    void equalSamplesDoNotDiffer() {
        double[] same = {1, 2, 3, 4, 5, 6};
        RankSum found = RankSum.of(same, same);
        assertThat(found.p()).isCloseTo(1.0, within(1e-9));
        assertThat(found.shift()).hasValue(0);
    }

    @Test
    void manyEqualValuesAreNoEvidence() {
        assertThat(RankSum.of(new double[] {7, 7, 7}, new double[] {7, 7, 7, 7}).p())
                .isEqualTo(1);
    }

    @Test
    void theApproximationForLargeSamplesAgreesWithCounting() {
        double[] earlier = IntStream.range(0, 80).mapToDouble(i -> 2.0 * i).toArray();
        double[] later = IntStream.range(0, 80).mapToDouble(i -> 2.0 * i + 21).toArray();
        double exact = RankSum.of(earlier, later).p();
        double[] longer = IntStream.range(0, 81).mapToDouble(i -> 2.0 * i).toArray();
        RankSum approximate = RankSum.of(longer, later);
        assertThat(approximate.exact()).isFalse();
        assertThat(approximate.p()).isCloseTo(exact, within(0.05));
    }

    @Test
    void aValueWithoutEndIsTheLargestAndHasNoShift() {
        double never = Double.POSITIVE_INFINITY;
        RankSum found = RankSum.of(new double[] {1, 2, 3}, new double[] {never, never, never});
        assertThat(found.shift()).isEmpty();
        assertThat(found.p()).isLessThan(0.2);
    }

    @Test
    void theIntervalHoldsTheShift() {
        double[] earlier = IntStream.range(0, 59).mapToDouble(i -> 40 + i * 0.1).toArray();
        double[] later =
                IntStream.range(0, 59).mapToDouble(i -> 45.03 + i * 0.1).toArray();
        RankSum found = RankSum.of(earlier, later);
        assertThat(found.shift().orElseThrow()).isCloseTo(5.03, within(1e-9));
        assertThat(found.lower().orElseThrow()).isLessThan(5.03).isGreaterThan(3);
        assertThat(found.upper().orElseThrow()).isGreaterThan(5.03).isLessThan(7);
        assertThat(found.p()).isLessThan(1e-6);
    }
}
