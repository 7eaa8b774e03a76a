package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStep.Kind;

class ThroughputFiguresTest {

    private static final long SECOND = 1_000_000_000L;

    /** Frames of 125 octets, so that a packet is 1000 bits. */
    private static LoadStep step(Kind kind, int perSecond, int received, long drops, int late) {
        long span = SECOND - SECOND / perSecond;
        return new LoadStep(
                kind,
                perSecond,
                125,
                SECOND,
                perSecond,
                perSecond,
                received,
                drops,
                late,
                0,
                late == 0 ? 0 : 5_000_000,
                span,
                span,
                -1,
                -1,
                0);
    }

    private static LoadStep free(Kind kind, int perSecond) {
        return step(kind, perSecond, perSecond, 0, 0);
    }

    private static LoadStep lossy(Kind kind, int perSecond) {
        return step(kind, perSecond, perSecond - 1, 0, 0);
    }

    private static Measured throughput(LoadStep... steps) {
        return new ThroughputFigures(List.of(steps)).throughput();
    }

    @Test
    void throughputLiesBetweenTheLoadConfirmedAndTheLoadThatWasTooMuch() {
        Measured measured = throughput(
                lossy(Kind.SEARCH, 1000), free(Kind.SEARCH, 500), lossy(Kind.SEARCH, 750), free(Kind.CONFIRM, 500));
        assertThat(measured.known()).isTrue();
        assertThat(measured.lower()).isCloseTo(500_000, org.assertj.core.data.Offset.offset(1.0));
        assertThat(measured.upper()).isCloseTo(750_000, org.assertj.core.data.Offset.offset(1.0));
        assertThat(measured.value()).isEqualTo(measured.lower());
    }

    @Test
    void aLoadThatWasNotConfirmedIsNotCarried() {
        Measured measured = throughput(lossy(Kind.SEARCH, 1000), free(Kind.SEARCH, 500));
        assertThat(measured.lower()).isZero();
        assertThat(measured.upper()).isCloseTo(1_000_000, org.assertj.core.data.Offset.offset(1.0));
    }

    @Test
    void aConfirmationThatFailedIsTooMuch() {
        Measured measured = throughput(
                lossy(Kind.SEARCH, 1000),
                free(Kind.SEARCH, 500),
                lossy(Kind.CONFIRM, 500),
                free(Kind.SEARCH, 400),
                free(Kind.CONFIRM, 400));
        assertThat(measured.lower()).isCloseTo(400_000, org.assertj.core.data.Offset.offset(1.0));
        assertThat(measured.upper()).isCloseTo(500_000, org.assertj.core.data.Offset.offset(1.0));
    }

    @Test
    void whereNothingWasLostThereIsNoUpperEnd() {
        Measured measured = throughput(free(Kind.SEARCH, 1000), free(Kind.CONFIRM, 1000));
        assertThat(measured.lower()).isCloseTo(1_000_000, org.assertj.core.data.Offset.offset(1.0));
        assertThat(measured.upper()).isInfinite();
        assertThat(measured.doubt()).contains("nothing was lost");
    }

    @Test
    void aLossThatMayBeTheInstrumentsIsNoUpperEnd() {
        Measured measured = throughput(
                step(Kind.SEARCH, 1000, 999, 1, 0),
                step(Kind.SEARCH, 1000, 900, 0, 100),
                free(Kind.SEARCH, 500),
                free(Kind.CONFIRM, 500));
        assertThat(measured.upper()).isInfinite();
        assertThat(measured.doubt()).contains("generator");
    }

    @Test
    void aLossThatDidNotComeAgainIsNoUpperEnd() {
        Measured measured = throughput(lossy(Kind.SEARCH, 1000), free(Kind.SEARCH, 1000), free(Kind.CONFIRM, 1000));
        assertThat(measured.upper()).isInfinite();
    }

    @Test
    void stepsThatProveNothingMeasureNothing() {
        assertThat(throughput(step(Kind.SEARCH, 1000, 999, 1, 0)).known()).isFalse();
        assertThat(throughput().known()).isFalse();
    }

    private static LoadStep burst(int millis, int packets, int received) {
        long span = millis * 1_000_000L;
        return new LoadStep(
                Kind.BURST, 1e6, 125, span, packets, packets, received, 0, 0, 0, 0, span, 3 * span, -1, -1, 0);
    }

    @Test
    void theLongestBurstIsTheMeanOfItsSearchesBetweenTheWorstOfThem() {
        Measured measured = new ThroughputFigures(List.of(
                        burst(1000, 1000, 999),
                        burst(500, 500, 500),
                        burst(750, 750, 749),
                        burst(1000, 1000, 998),
                        burst(500, 500, 499),
                        burst(250, 250, 250)))
                .backToBack();
        assertThat(measured.value()).isEqualTo(375);
        assertThat(measured.lower()).isEqualTo(250);
        assertThat(measured.upper()).isEqualTo(750);
        assertThat(measured.samples()).isEqualTo(2);
    }

    @Test
    void aLongestBurstThatIsRepeatedIsStillOneSearch() {
        Measured measured = new ThroughputFigures(
                        List.of(burst(1000, 1000, 999), burst(1000, 1001, 990), burst(500, 500, 500)))
                .backToBack();
        assertThat(measured.samples()).isEqualTo(1);
        assertThat(measured.upper()).isEqualTo(1001);
    }

    @Test
    void noBurstIsNoMeasurement() {
        assertThat(new ThroughputFigures(List.of(free(Kind.SEARCH, 10)))
                        .backToBack()
                        .known())
                .isFalse();
    }

    private static Measured delay(String statistic, int repeats, long drops) {
        return delay(statistic, repeats, drops, 0);
    }

    private static Measured delay(String statistic, int repeats, long drops, long standstillNs) {
        return delay(statistic, repeats, drops, standstillNs, 0);
    }

    private static Measured delay(String statistic, int repeats, long drops, long standstillNs, double disturbed) {
        List<LoadStep> steps = new ArrayList<>();
        for (int i = 1; i <= repeats; i++) {
            steps.add(new LoadStep(
                    Kind.LATENCY,
                    1000,
                    125,
                    SECOND,
                    1000,
                    1000,
                    1000,
                    i == 1 ? drops : 0,
                    0,
                    i == 1 ? standstillNs : 0,
                    0,
                    SECOND,
                    SECOND,
                    i * 1_000_000L,
                    -1,
                    500));
        }
        return new ThroughputFigures(steps).delay(statistic, new Disturbance(disturbed));
    }

    @Test
    void ofADelayUnderLoadOnADisturbedMachineOnlyTheUpperEndIsKnown() {
        Measured calm = delay("p50", 20, 0, 0, 0.05);
        Measured disturbed = delay("p50", 20, 0, 0, 0.06);

        assertThat(calm.lower()).isPositive();
        assertThat(disturbed.lower()).isZero();
        assertThat(disturbed.upper()).isEqualTo(calm.upper());
    }

    @Test
    void aRepeatInWhichTheMachineStoodStillSaysNothingOfTheDelayUnderLoad() {
        assertThat(delay("p50", 20, 0, 20_000_000).known()).isFalse();
        assertThat(delay("p50", 21, 0, 20_000_000).samples()).isEqualTo(20);
    }

    @Test
    void theDelayUnderLoadIsTheMedianOfTheRepeatsWithTheIntervalOfItsRanks() {
        Measured measured = delay("p50", 20, 0);
        assertThat(measured.value()).isEqualTo(10.5e6);
        assertThat(measured.lower()).isEqualTo(6e6 * 0.999 - 500);
        assertThat(measured.upper()).isEqualTo(15e6 * 1.001 + 500);
        assertThat(measured.samples()).isEqualTo(20);
    }

    @Test
    void fewerThanTwentyRepeatsAreNoMeasurement() {
        assertThat(delay("p50", 19, 0).known()).isFalse();
        assertThat(delay("p50", 20, 1).known()).isFalse();
    }

    @Test
    void aRepeatThatCannotCarryThePercentileIsNoMeasurement() {
        assertThat(delay("p99.9", 20, 0).known()).isFalse();
    }
}
