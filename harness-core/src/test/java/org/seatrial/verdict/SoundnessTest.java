package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.seatrial.fault.Fault;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Interference;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.traffic.ClockRecord;

class SoundnessTest {

    private static final TrialRecord SOUND = Trials.pulls(10).records.getFirst();
    private static final ClockRecord CLOCK = new ClockRecord(0, 10, false);

    @Test
    void aSoundRecordIsTrusted() {
        assertThat(Soundness.contradiction(SOUND.plan(), SOUND)).isEmpty();
    }

    @Test
    void aRecordOfAnotherPlanIsNot() {
        assertThat(Soundness.contradiction(Trials.pulls(1, 2).planned.getLast(), SOUND))
                .isPresent();
    }

    @Test
    void aSteppedClockIsNotValid() {
        assertThat(check(Trials.PHASES, new ClockRecord(0, 10, true), SOUND.faults(), SOUND.flows()))
                .isPresent();
    }

    @Test
    void aMissingTimeBaseIsNotValid() {
        assertThat(check(null, CLOCK, SOUND.faults(), SOUND.flows())).isPresent();
        assertThat(check(Trials.PHASES, null, SOUND.faults(), SOUND.flows())).isPresent();
    }

    @Test
    void phasesThatDoNotFollowOneAnotherAreNotValid() {
        assertThat(check(new PhaseClock(0, 5, 4, 6), CLOCK, SOUND.faults(), SOUND.flows()))
                .isPresent();
        assertThat(check(new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, 6), CLOCK, SOUND.faults(), SOUND.flows()))
                .isPresent();
    }

    @Test
    void aFaultThatWasNotInjectedIsNotValid() {
        assertThat(check(Trials.PHASES, CLOCK, List.of(), SOUND.flows())).isPresent();
    }

    @Test
    void anotherFaultThanThePlannedIsNotValid() {
        FaultRecord good = SOUND.faults().getFirst();
        FaultRecord other = new FaultRecord(
                new Fault.PowerOff("leaf1"), good.injector(), good.commanded(), good.effect(), good.healed());

        assertThat(check(Trials.PHASES, CLOCK, List.of(other), SOUND.flows())).isPresent();
    }

    @Test
    void aFaultThatWasNotHealedIsNotValid() {
        FaultRecord good = SOUND.faults().getFirst();
        FaultRecord unhealed = new FaultRecord(good.fault(), good.injector(), good.commanded(), good.effect(), null);

        assertThat(check(Trials.PHASES, CLOCK, List.of(unhealed), SOUND.flows()))
                .isPresent();
    }

    @Test
    void aRecoveryActionThatWasNotPlannedIsNotValid() {
        TrialRecord acted = new TrialRecord(
                SOUND.plan(),
                TrialStatus.VALID,
                "",
                SOUND.startedAt(),
                0,
                SOUND.phases(),
                SOUND.clock(),
                SOUND.faults(),
                null,
                null,
                SOUND.flows(),
                List.of(),
                List.of(new ActionRecord(
                        new RecoveryAction(
                                "a",
                                "leaf1",
                                List.of("a.sh"),
                                List.of(),
                                Duration.ZERO,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(1)),
                        1L,
                        2L,
                        0,
                        "",
                        "",
                        null)),
                Interference.NONE,
                List.of(),
                List.of());
        assertThat(Soundness.contradiction(SOUND.plan(), acted))
                .hasValueSatisfying(why -> assertThat(why).contains("recovery actions"));
    }

    @Test
    void aMissingFlowIsNotValid() {
        assertThat(check(Trials.PHASES, CLOCK, SOUND.faults(), List.of())).isPresent();
    }

    @Test
    void countsThatAreImpossibleAreNotValid() {
        assertThat(with(new FlowCounts(10, 11, 10, 0, 0, 0, 0), 0, 10)).isPresent();
        assertThat(with(new FlowCounts(10, 10, 9, 2, 0, 0, 0), 1, 11)).isPresent();
        assertThat(with(new FlowCounts(10, 10, -1, 0, 0, 0, 0), 11, -1)).isPresent();
    }

    @Test
    void filesMustHoldWhatTheCountsSay() {
        FlowCounts counts = new FlowCounts(100, 100, 90, 4, 0, 0, 0);

        assertThat(with(counts, 10, 94)).isEmpty();
        assertThat(with(counts, 9, 94))
                .hasValueSatisfying(why -> assertThat(why).contains("probe.outages.csv"));
        assertThat(with(counts, 10, 90))
                .hasValueSatisfying(why -> assertThat(why).contains("probe.delay.hlog"));
    }

    private static Optional<String> with(FlowCounts counts, long missing, long arrived) {
        FlowRecord flow = new FlowRecord(
                "probe",
                16,
                2e6,
                counts,
                0,
                Map.of(),
                0,
                0,
                16,
                0,
                List.of(
                        new EvidenceFile("probe.outages.csv", "", 0, 1, missing),
                        new EvidenceFile("probe.delay.hlog", "", 0, 1, arrived)));
        return check(Trials.PHASES, CLOCK, SOUND.faults(), List.of(flow));
    }

    private static Optional<String> check(
            @Nullable PhaseClock phases,
            @Nullable ClockRecord clock,
            List<FaultRecord> faults,
            List<FlowRecord> flows) {
        return Soundness.contradiction(
                SOUND.plan(),
                new TrialRecord(
                        SOUND.plan(),
                        TrialStatus.VALID,
                        "",
                        SOUND.startedAt(),
                        0,
                        phases,
                        clock,
                        faults,
                        null,
                        null,
                        flows,
                        List.of(),
                        List.of(),
                        Interference.NONE,
                        List.of(),
                        List.of()));
    }
}
