package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingCharacteristicTest {

    @ParameterizedTest
    @CsvSource({
        "0.95, 0.95, 0, 59", "0.95, 0.95, 1, 93", "0.95, 0.95, 2, 124", "0.95, 0.95, 3, 153", "0.95, 0.95, 4, 181",
        "0.90, 0.95, 0, 29", "0.90, 0.95, 1, 46", "0.90, 0.95, 2, 61", "0.90, 0.95, 3, 76", "0.90, 0.95, 4, 89",
        "0.99, 0.95, 0, 299", "0.99, 0.95, 1, 473", "0.99, 0.95, 2, 628", "0.95, 0.90, 0, 45", "0.99, 0.90, 0, 230",
        "0.99, 0.99, 0, 459", "0.999, 0.95, 0, 2995", "0.5, 0.5, 0, 1"
    })
    void theTrialsThatAClaimNeeds(double coverage, double confidence, int exceedances, int trials) {
        assertThat(OperatingCharacteristic.trialsNeeded(coverage, confidence, exceedances))
                .isEqualTo(trials);
        assertThat(OperatingCharacteristic.exceedancesAllowed(coverage, confidence, trials))
                .isEqualTo(exceedances);
        assertThat(OperatingCharacteristic.exceedancesAllowed(coverage, confidence, trials - 1))
                .isEqualTo(exceedances - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "59, 0, 0.001, 94", "59, 0, 0.005, 74", "59, 0, 0.01, 55", "59, 0, 0.02, 30", "59, 0, 0.05, 4.8",
        "93, 1, 0.001, 99.6", "93, 1, 0.005, 92", "93, 1, 0.01, 76", "93, 1, 0.02, 44", "93, 1, 0.05, 5.0",
        "124, 2, 0.005, 97.5", "124, 2, 0.01, 87", "124, 2, 0.02, 55", "124, 2, 0.05, 5.0"
    })
    void howOftenADesignPasses(int trials, int allowed, double exceedance, double percent) {
        assertThat(100 * OperatingCharacteristic.passes(exceedance, trials, allowed))
                .isCloseTo(percent, within(0.6));
    }

    @Test
    void twentyTrialsShowNothingOfNinetyFiveNinetyFive() {
        assertThat(OperatingCharacteristic.exceedancesAllowed(0.95, 0.95, 20)).isEqualTo(-1);
        assertThat(OperatingCharacteristic.passes(0, 20, -1)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.95, 0.95, 2", "0.95, 0.9, 1", "0.5, 0.95, 5", "0.9, 0.95, 2"})
    void theTrialsThatProveAViolation(double coverage, double confidence, int trials) {
        assertThat(OperatingCharacteristic.trialsToViolate(coverage, confidence))
                .isEqualTo(trials);
    }

    @Test
    void aClaimOfCertaintyIsRefused() {
        assertThatThrownBy(() -> OperatingCharacteristic.trialsNeeded(1, 0.95, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OperatingCharacteristic.trialsNeeded(0.9999999, 0.999, 0))
                .hasMessageContaining("more than 1000000 trials");
    }
}
