package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Interference;
import org.seatrial.recording.TrialRecord;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.MetricRef;

class InterferenceDoubtTest {

    private static final long STALL_NS = 60_000_000;

    private static TrialRecord disturbed(Interference interference) {
        TrialRecord calm = Trials.pulls(1).records.getFirst();
        return new TrialRecord(
                calm.plan(),
                calm.status(),
                calm.reason(),
                calm.startedAt(),
                calm.wallOffsetNs(),
                calm.phases(),
                calm.clock(),
                calm.faults(),
                calm.redundancyRestoredNs(),
                calm.detectedNs(),
                calm.flows(),
                calm.doubts(),
                calm.actions(),
                interference,
                calm.workloads(),
                calm.files());
    }

    private static Measured of(String subject, Metric metric, Interference interference, double measured) {
        return InterferenceDoubt.applied(
                new MetricRef(subject, metric.text(), ""),
                metric,
                disturbed(interference),
                Measured.of(metric.dimension(""), measured, measured, measured, 1));
    }

    private static Measured stalled(String subject, Metric metric, double measured) {
        return of(subject, metric, new Interference(STALL_NS, 0), measured);
    }

    @Test
    void aPacketMayBeLostBecauseTheMachineStoodStill() {
        String flow = Trials.pulls(1).records.getFirst().flows().getFirst().flow();
        assertThat(stalled(flow, Metric.LOST, 3).lower()).isZero();
    }

    @Test
    void anAcknowledgedWriteIsLostHoweverSlowTheMachine() {
        for (Metric metric : List.of(Metric.LOST, Metric.CORRUPT, Metric.ORDER_VIOLATIONS, Metric.STALE_RECORDS)) {
            assertThat(stalled("disk", metric, 3).lower()).as(metric.text()).isEqualTo(3);
        }
    }

    @Test
    void aCopyMayBeBehindForAsLongAsTheMachineStoodStill() {
        assertThat(stalled("disk", Metric.RECOVERY_POINT, 1e9).lower()).isEqualTo(1e9 - STALL_NS);
    }

    @Test
    void aCopyThatIsBehindIsNotMadeUpToDateByAStall() {
        assertThat(stalled("disk", Metric.RECOVERY_POINT, STALL_NS / 2.0).lower())
                .isPositive();
    }

    @Test
    void aCopyThatIsNotBehindStaysSo() {
        assertThat(stalled("disk", Metric.RECOVERY_POINT, 0))
                .extracting(Measured::lower, Measured::upper)
                .containsExactly(0.0, 0.0);
    }

    @Test
    void wiresThatLostFramesMayHaveHeldUpACopyForAnyTime() {
        assertThat(of("disk", Metric.RECOVERY_POINT, new Interference(0, 2), 1e9)
                        .lower())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void timeIsTakenByTheMachineButTheUpperBoundStays() {
        Measured stall = stalled("disk", Metric.RESTORATION, 1e9);
        assertThat(stall.lower()).isZero();
        assertThat(stall.upper()).isEqualTo(1e9);
        assertThat(stall.dimension()).isEqualTo(Dimension.TIME);
    }

    @Test
    void speechCanOnlyHaveSoundedBetterWithoutAStall() {
        Measured opinion = stalled("calls", Metric.MOS, 3.9);
        Measured rating = stalled("calls", Metric.R_FACTOR, 80);

        assertThat(opinion.lower()).isEqualTo(3.9);
        assertThat(opinion.upper()).isBetween(4.4, 4.5);
        assertThat(rating.lower()).isEqualTo(80);
        assertThat(rating.upper()).isEqualTo(EModel.BEST);
    }
}
