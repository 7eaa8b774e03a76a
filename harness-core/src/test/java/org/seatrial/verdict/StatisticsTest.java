package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @ParameterizedTest
    @CsvSource({
        "0.90, 0.95, 29, 46, 61, 76, 89",
        "0.95, 0.95, 59, 93, 124, 153, 181",
        "0.99, 0.95, 299, 473, 628, 773, 913"
    })
    void theTableOfTrialsIsThatOfTheLiterature(
            double coverage, double confidence, int c0, int c1, int c2, int c3, int c4) {
        assertThat(IntStream.rangeClosed(0, 4).map(c -> OperatingCharacteristic.trialsNeeded(coverage, confidence, c)))
                .containsExactly(c0, c1, c2, c3, c4);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 0.90, 45", "0.99, 0.90, 230", "0.99, 0.99, 459", "0.999, 0.95, 2995"})
    void withoutExceedancesItIsTheSuccessRunTheorem(double coverage, double confidence, int trials) {
        assertThat(OperatingCharacteristic.trialsNeeded(coverage, confidence, 0))
                .isEqualTo(trials);
    }

    @ParameterizedTest
    @CsvSource({"58, -1", "59, 0", "92, 0", "93, 1", "123, 1", "124, 2"})
    void exceedancesAllowedFollowFromThePlannedTrials(int trials, int allowed) {
        assertThat(OperatingCharacteristic.exceedancesAllowed(0.95, 0.95, trials))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"0, 59, 0.0495", "1, 59, 0.0779", "0, 30, 0.0950", "0, 10, 0.259", "0, 5, 0.451", "5, 5, 1"})
    void theUpperLimitIsClopperAndPearsons(int exceedances, int trials, double limit) {
        assertThat(Statistics.exceedanceAtMost(exceedances, trials, 0.95)).isCloseTo(limit, within(0.0005));
    }

    @Test
    void theLowerLimitMirrorsTheUpper() {
        assertThat(Statistics.exceedanceAtLeast(3, 20, 0.95))
                .isCloseTo(1 - Statistics.exceedanceAtMost(17, 20, 0.95), within(1e-12));
        assertThat(Statistics.exceedanceAtLeast(0, 20, 0.95)).isZero();
        assertThat(Statistics.exceedanceAtLeast(59, 59, 0.95)).isCloseTo(Math.pow(0.05, 1 / 59.0), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"5, 0.549", "10, 0.741", "20, 0.861", "30, 0.905", "59, 0.9505", "100, 0.9705", "300, 0.990"})
    void theLargestOfNCoversWhatWilksSays(int trials, double coverage) {
        assertThat(Statistics.coverageOfLargest(trials, 0.95)).isCloseTo(coverage, within(0.0006));
    }

    @ParameterizedTest
    @CsvSource({"1, 59", "2, 93", "3, 124"})
    void theOrderStatisticAndTheBinomialTestAreTheSameGate(int rank, int trials) {
        assertThat(Statistics.boundConfidence(rank, trials, 0.95)).isGreaterThanOrEqualTo(0.95);
        assertThat(Statistics.boundConfidence(rank, trials - 1, 0.95)).isLessThan(0.95);
    }
}
