package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

final class TrialExclusionTest {

    @TempDir
    private Path folder = Path.of("unset");

    private SimRun sim() {
        return new SimRun(folder);
    }

    @Test
    void aFaultThatDoesNotActMakesTheTrialInvalid() throws IOException {
        for (Fault fault : List.of(TrialLoopTest.PULL, TrialLoopTest.CUT, TrialLoopTest.OFF)) {
            TrialRecord record = new SimRun(folder.resolve(fault.kindName()))
                    .behaving(FakeBehaviour.SOUND.with(Quirk.FAULT_DOES_NOT_ACT))
                    .trial("pull", 1, false, fault)
                    .only();
            assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
            assertThat(record.reason()).startsWith("effect not proven");
            assertThat(record.faults().getFirst().effect().proven()).isFalse();
        }
    }

    @Test
    void anInjectorThatReturnsWithoutActingMakesTheTrialInvalid() throws IOException {
        TrialRecord record = sim().injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        return new Commanded(0, 0);
                    }
                })
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).startsWith("effect not proven");
    }

    @Test
    void aSilentCutThatLosesItsCarrierIsNotProven() throws IOException {
        TrialRecord record = sim().injecting(new TestInjector() {
                    @Override
                    public Undo prepare(Fault fault, Lab lab, String undoId) {
                        return super.prepare(TrialLoopTest.PULL, lab, undoId);
                    }

                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        return super.inject(TrialLoopTest.PULL, lab);
                    }
                })
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
    }

    @Test
    void aFaultThatEndsDuringTheHoldIsNotProven() throws IOException {
        SimRun sim = sim();
        TrialRecord record = sim.injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        Undo undo = prepare(fault, lab, "early");
                        sim.clock.at(
                                sim.clock.monotonicNanos() + 1_000_000_000L,
                                () -> sim.adapters().healers().getFirst().heal(undo));
                        return super.inject(fault, lab);
                    }
                })
                .trial("pull", 1, false, TrialLoopTest.PULL)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("during the hold");
    }

    @Test
    void aBystanderNeedNotCrossTheElement() throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.NOT_EXPOSED))
                .standingBy("probe")
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
    }

    @Test
    void aFlowThatDoesNotCrossTheElementIsNotExposedAndNothingIsInjected() throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.NOT_EXPOSED))
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).isEqualTo("not exposed: probe");
        assertThat(record.faults()).isEmpty();
    }

    @Test
    void aQuietTrialThatLosesPacketsStaysValid() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().losing(3))
                .trial("quiet", 1, false)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
    }

    @Test
    void whatTheInstrumentItselfDroppedIsRecordedAndDoubted() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().dropping(7))
                .trial("quiet", 1, false)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.flows().getFirst().receiverDrops()).isEqualTo(7);
        assertThat(record.doubts()).anySatisfy(doubt -> assertThat(doubt).contains("itself dropped 7 packets"));
    }

    @Test
    void lossBeforeTheFaultMeansThatTheSteadyStateWasNotReached() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().losing(3))
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).startsWith("steady state not reached");
        assertThat(record.faults()).isEmpty();
    }

    @Test
    void aLateSenderBeforeTheFaultMeansThatTheSteadyStateWasNotReached() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().late(Duration.ofMillis(25)))
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("25000 µs late");
    }

    @Test
    void aSenderThatStallsAfterTheFaultIsADoubtAndExcludesNothing() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().lateInFault(Duration.ofMillis(40)))
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.doubts()).singleElement().asString().contains("40005 µs late after the fault");
    }

    @Test
    void aSteppedClockVoidsTheTrial() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().stepping())
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("stepped");
    }

    @Test
    void trafficThatCannotOpenMakesTheTrialInvalid() throws IOException {
        TrialRecord record = sim().offering(new TroubledTraffic().broken())
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("before the fault").contains("no sockets today");
    }

    @Test
    void theThirdFailureInARowIsAnErrorAndSoIsWhatFollows() throws IOException {
        SimRun sim = sim().offering(new TroubledTraffic().broken());
        for (int i = 1; i <= 4; i++) {
            sim.trial("cut", i, false, TrialLoopTest.CUT);
        }
        sim.run();
        assertThat(sim.records)
                .extracting(TrialRecord::status)
                .containsExactly(TrialStatus.INVALID, TrialStatus.INVALID, TrialStatus.ABORTED, TrialStatus.ABORTED);
    }
}
