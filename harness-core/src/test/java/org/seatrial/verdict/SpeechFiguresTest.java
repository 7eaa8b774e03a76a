package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

class SpeechFiguresTest {

    private static final SpeechWindow WHOLE = new SpeechWindow(0, 0, 400, 0, 0, 0, 1_000_000);
    private static final SpeechWindow BROKEN = new SpeechWindow(1, 0, 400, 36, 4, 1, 1_000_000);
    private static final SpeechWindow DEAD = new SpeechWindow(2, 0, 400, 400, 0, 1, 0);

    private static Measured mos(String statistic, SpeechWindow... windows) {
        return new SpeechFigures(List.of(windows), 10_000).score(Metric.MOS, statistic);
    }

    @Test
    void aWholeCallIsGood() {
        Measured measured = mos("min", WHOLE);

        assertThat(measured.value()).isBetween(4.3, 4.41);
        assertThat(measured.lower()).isLessThan(measured.value());
        assertThat(measured.upper()).isGreaterThan(measured.value());
        assertThat(measured.upper() - measured.lower()).isLessThan(0.01);
    }

    @Test
    void theWorstWindowOfTheWorstCallIsTheLeast() {
        assertThat(mos("min", WHOLE, BROKEN, WHOLE).value())
                .isEqualTo(mos("min", BROKEN).value())
                .isLessThan(2);
    }

    @Test
    void aDeadCallIsTheWorstThereIs() {
        assertThat(mos("min", DEAD).value()).isEqualTo(1);
        assertThat(new SpeechFigures(List.of(DEAD), 0)
                        .score(Metric.R_FACTOR, "min")
                        .value())
                .isZero();
    }

    @Test
    void theMeanIsOverAllWindows() {
        assertThat(mos("mean", WHOLE, DEAD).value())
                .isCloseTo((mos("min", WHOLE).value() + 1) / 2, within(1e-9));
    }

    @Test
    void theEstimateSaysWhatItRestsOn() {
        assertThat(mos("mean", WHOLE, BROKEN).doubt())
                .contains(
                        "2 windows of 8 s or more",
                        "Ie = 0",
                        "Bpl = 4.3",
                        "window 0 of stream 1",
                        "10.00 %",
                        "BurstR = 36.00");
    }

    @Test
    void withoutAWindowNothingIsMeasured() {
        assertThat(mos("min").known()).isFalse();
        assertThat(mos("min").doubt()).contains("8 s");
    }

    @Test
    void scoresAreWrittenWithoutAUnit() {
        assertThat(Quantities.format(Dimension.SCORE, 4.408)).isEqualTo("4.41");
        assertThat(Quantities.parse("4.2", Dimension.SCORE).base()).isEqualTo(4.2);
    }
}
