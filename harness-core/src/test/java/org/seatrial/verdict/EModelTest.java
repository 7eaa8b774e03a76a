package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

    @Test
    void theDefaultsOfG107GiveTheirPublishedRating() {
        double rating = EModel.G711.rating(0, 0, 1);

        assertThat(rating).isCloseTo(93.2, within(0.05));
        assertThat(EModel.opinion(rating)).isCloseTo(4.41, within(0.005));
    }

    /** Table B.1 of G.107. */
    @ParameterizedTest
    @CsvSource({"90, 4.34", "80, 4.03", "70, 3.60", "60, 3.10", "50, 2.58"})
    void opinionsAreThoseOfTheStandardsTable(double rating, double opinion) {
        assertThat(EModel.opinion(rating)).isCloseTo(opinion, within(0.006));
    }

    @Test
    void opinionsEndAtTheEndsOfTheirScale() {
        assertThat(EModel.opinion(-20)).isEqualTo(1);
        assertThat(EModel.opinion(0)).isEqualTo(1);
        assertThat(EModel.opinion(100)).isEqualTo(4.5);
        assertThat(EModel.opinion(120)).isEqualTo(4.5);
    }

    /** Ie,eff = 95 Ppl / (Ppl / BurstR + Bpl) of a codec without impairment of its own. */
    @ParameterizedTest
    @CsvSource({"1, 1, 17.92", "2, 1, 30.16", "5, 1, 51.08", "2, 2, 35.85"})
    void lossImpairsByTheFormulaOfTheStandard(double percent, double burst, double impairment) {
        double whole = EModel.G711.rating(0, 0, 1);

        assertThat(whole - EModel.G711.rating(0, percent / 100, burst)).isCloseTo(impairment, within(0.01));
    }

    @Test
    void concealmentHelps() {
        double whole = EModel.G711.rating(0, 0, 1);

        assertThat(whole - EModel.G711_CONCEALED.rating(0, 0.05, 1)).isCloseTo(95 * 5 / 30.1, within(0.01));
    }

    @Test
    void aTenthOfASecondIsHardlyHeardAndFourTenthsAre() {
        assertThat(EModel.G711.rating(100, 0, 1)).isBetween(90.0, 92.0);
        assertThat(EModel.G711.rating(150, 0, 1)).isBetween(88.5, 90.5);
        assertThat(EModel.G711.rating(400, 0, 1)).isBetween(60.0, 65.0);
    }

    @Test
    void moreDelayAndMoreLossAreNeverBetter() {
        double last = Double.POSITIVE_INFINITY;
        for (int step = 0; step < 40; step++) {
            double now = EModel.G711.rating(step * 10.0, step * 0.005, 1);
            assertThat(now).isLessThan(last);
            last = now;
        }
    }
}
