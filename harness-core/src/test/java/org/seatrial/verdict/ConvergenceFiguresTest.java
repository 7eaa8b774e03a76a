package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;

/** The fault takes effect between 1 s and 1.0001 s and is healed at 11 s. */
class ConvergenceFiguresTest {

    private static final PhaseClock PHASES = new PhaseClock(0, 1000 * MS, 11_000 * MS, 15_000 * MS);
    private static final Effect EFFECT = new Effect(true, 1000 * MS, 1000 * MS + 100_000, "carrier", "down");
    private static final long CLOCK_ERROR = 10_000;

    @Test
    void convergenceRunsFromTheEffectToTheFirstGoodPacket() {
        Measured measured = since(PHASES, outage(1002, 40));

        assertThat(measured.lower()).isEqualTo((1002 + 38 - 1000) * MS - 100_000.0);
        assertThat(measured.upper()).isEqualTo((1002 + 40 - 1000) * MS + 1.0 * CLOCK_ERROR);
    }

    @Test
    void aLullBetweenTwoOutagesIsNotTakenForRecovery() {
        Measured measured = since(PHASES, outage(1002, 40), outage(4000, 10));

        assertThat(measured.lower()).isGreaterThan(3000.0 * MS);
        assertThat(measured.upper()).isEqualTo(3010.0 * MS + CLOCK_ERROR);
    }

    @Test
    void everyStreamMustHaveRecovered() {
        Outage slow = new Outage(
                7,
                Phase.FAULT,
                1002 * MS,
                1302 * MS,
                298 * MS,
                302 * MS,
                300 * MS,
                300 * MS,
                150,
                0,
                0,
                false,
                false,
                false);

        assertThat(since(PHASES, outage(1002, 40), slow).upper()).isEqualTo(302.0 * MS + CLOCK_ERROR);
    }

    @Test
    void recoveryThatWasNotWatchedForFiveSecondsIsNotSustained() {
        Measured measured = since(PHASES, outage(1002, 40), outage(6500, 10));

        assertThat(measured.known()).isTrue();
        assertThat(measured.upper()).isInfinite();
        assertThat(measured.doubt()).contains("5 s are needed");
    }

    @Test
    void recoveryOfASlowFlowNeedsFivePackets() {
        assertThat(Metric.sustainedNs(2 * MS)).isEqualTo(5000 * MS);
        assertThat(Metric.sustainedNs(2000 * MS)).isEqualTo(10_000 * MS);
    }

    @Test
    void aStreamThatOnlyHealingBroughtBackHasNotConverged() {
        Measured measured = since(PHASES, Trials.open(outage(1002, 40), false, false, true));

        assertThat(measured.upper()).isInfinite();
        assertThat(measured.doubt()).contains("did not recover");
    }

    @Test
    void aHitlessFailoverConvergesWithinWhatGoesUnseen() {
        Measured measured = since(PHASES);

        assertThat(measured.lower()).isZero();
        assertThat(measured.upper()).isEqualTo(3.0 * MS);
    }

    @Test
    void aStreamInterruptedBeforeTheFaultSaysNothingOfIt() {
        Outage before = new Outage(
                3,
                Phase.BASELINE,
                500 * MS,
                1500 * MS,
                990 * MS,
                1002 * MS,
                1000 * MS,
                1000 * MS,
                500,
                0,
                0,
                false,
                false,
                false);

        assertThat(since(PHASES, before).known()).isFalse();
    }

    @Test
    void aFaultTooShortToShowItIsInconclusiveAndNotAPass() {
        Finding finding = Trials.pulls(0).judge("probe.convergence < 50 ms in pull");

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.because()).contains("sustained");
    }

    private static Outage outage(long startMs, long ms) {
        return new Outage(
                3,
                Phase.FAULT,
                startMs * MS,
                (startMs + ms) * MS,
                (ms - 2) * MS,
                (ms + 2) * MS,
                ms * MS,
                ms * MS,
                ms / 2,
                0,
                0,
                false,
                false,
                false);
    }

    private static Measured since(PhaseClock phases, Outage... outages) {
        OutageLog log = new OutageLog(16, 2500, new OutageLog.Gaps(2 * MS, 3 * MS, 2 * MS), List.of(outages));
        return new ConvergenceFigures(Trials.flow(List.of(outages), 16), log, phases, CLOCK_ERROR).since(EFFECT);
    }
}
