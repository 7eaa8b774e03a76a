package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** A trial that does more than was declared ends at once, is healed, and says nothing of the design. */
final class AbortConditionsTest {

    private static final long HOLD_NS = 2_000_000_000L;

    @TempDir
    private Path folder = Path.of("unset");

    private SimRun sim(Quirk... quirks) {
        return new SimRun(folder).behaving(FakeBehaviour.SOUND.with(quirks));
    }

    private static long inForceNs(TrialRecord record) {
        FaultRecord fault = record.faults().getFirst();
        return Objects.requireNonNull(fault.healed()).beforeNs()
                - Objects.requireNonNull(fault.commanded()).beforeNs();
    }

    @Test
    void aSparedFlowThatKeepsLosingPacketsAbortsTheTrialAndItIsHealedAtOnce() throws IOException {
        SimRun sim = sim(Quirk.NEVER_RECOVERS).sparing("probe").trial("cut", 1, false, TrialLoopTest.CUT);
        RunOutcome outcome = sim.run();
        TrialRecord record = sim.records.getLast();
        assertThat(record.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(record.reason())
                .startsWith("abort condition: flow probe, which the fault must spare, lost ")
                .contains("from 0 ms after the fault");
        assertThat(inForceNs(record)).isLessThan(HOLD_NS * 3 / 4);
        assertThat(outcome.restore().allRestored()).isTrue();
        assertThat(Files.readString(outcome.folder().events()))
                .containsPattern("\"kind\":\"abort-condition\",\"trial\":\"proposed/cut/001\",\"detail\":\"flow probe");
    }

    @Test
    void aSparedFlowThatIsInterruptedShortlyAbortsNothing() throws IOException {
        TrialRecord record =
                sim().sparing("probe").trial("cut", 1, false, TrialLoopTest.CUT).only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.flows().getFirst().counts().lost()).isPositive();
    }

    @Test
    void lossesOfAMachineThatStandsStillAbortNothing() throws IOException {
        TrialRecord record = sim(Quirk.NEVER_RECOVERS, Quirk.STANDS_STILL)
                .sparing("probe")
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
    }

    @Test
    void lossesOfAnInstrumentThatDropsPacketsAbortNothing() throws IOException {
        TrialRecord record = sim(Quirk.NEVER_RECOVERS)
                .sparing("probe")
                .offering(new TroubledTraffic().dropping(1))
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
    }

    @Test
    void aManagementPathThatIsLostAbortsTheTrialAndItIsHealedAtOnce() throws IOException {
        SimRun sim = sim(Quirk.MANAGEMENT_LOST).holding(20).trial("pull", 1, false, TrialLoopTest.PULL);
        RunOutcome outcome = sim.run();
        TrialRecord record = sim.records.getLast();
        assertThat(record.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(record.reason())
                .contains("the management path is lost: 3 times in a row no answer from the simulated switch");
        assertThat(inForceNs(record)).isLessThan(6_000_000_000L);
        assertThat(outcome.restore().allRestored()).isTrue();
    }

    @Test
    void aFaultThatDidTooMuchIsNotMadeAgain() throws IOException {
        SimRun sim = sim(Quirk.NEVER_RECOVERS)
                .sparing("probe")
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .trial("cut", 2, false, TrialLoopTest.CUT)
                .trial("quiet", 1, false);
        sim.run();
        assertThat(sim.records)
                .extracting(TrialRecord::status)
                .containsExactly(TrialStatus.ABORTED, TrialStatus.ABORTED, TrialStatus.VALID);
        assertThat(sim.records.get(1).faults()).isEmpty();
        assertThat(sim.records.get(1).reason()).contains("an abort condition ended an earlier repetition");
    }

    @Test
    void whatWasMeasuredUntilThenIsKept() throws IOException {
        TrialRecord record = sim(Quirk.NEVER_RECOVERS)
                .sparing("probe")
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.flows()).isNotEmpty();
        assertThat(record.redundancyRestoredNs()).isNotNull();
    }
}
