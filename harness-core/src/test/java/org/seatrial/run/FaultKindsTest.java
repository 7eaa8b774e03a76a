package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultTest;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** What holds for every kind of fault, on the simulated lab. */
final class FaultKindsTest {

    @TempDir
    private Path folder = Path.of("unset");

    static Stream<Fault> everyKind() {
        return FaultTest.everyKind();
    }

    static Stream<Fault> everyKindThatStays() {
        return everyKind().filter(fault -> fault.course().isZero());
    }

    private SimRun sim() {
        return new SimRun(folder);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aFaultThatActsIsProvenAndHealed(Fault fault) throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, fault).only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.faults().getFirst().effect().proven()).isTrue();
        assertThat(record.faults().getFirst().effect().detail()).isNotBlank();
        assertThat(record.faults().getFirst().healed()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aFaultThatDoesNotActIsNotProven(Fault fault) throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.FAULT_DOES_NOT_ACT))
                .trial("cut", 1, false, fault)
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).startsWith("effect not proven");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aFaultThatHealingDoesNotTakeBackBreaksTheLab(Fault fault) throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.HEAL_DOES_NOT_ACT))
                .trial("cut", 1, false, fault)
                .only();
        if (fault.course().isZero()) {
            assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.ABORTED);
            assertThat(record.reason()).contains("healed but not back");
        } else {
            // It ran its course and is back already.
            assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        }
    }

    @ParameterizedTest
    @MethodSource("everyKindThatStays")
    void aFaultThatEndsDuringTheHoldIsNotProven(Fault fault) throws IOException {
        SimRun sim = sim();
        TrialRecord record = sim.injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault injected, Lab lab) {
                        Undo undo = prepare(injected, lab, "early");
                        sim.clock.at(
                                sim.clock.monotonicNanos() + 1_000_000_000L,
                                () -> sim.adapters().healers().getFirst().heal(undo));
                        return super.inject(injected, lab);
                    }
                })
                .trial("cut", 1, false, fault)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).startsWith("effect not proven");
    }

    @Test
    void aFlapThatIsNotOverWithinTheHoldIsNotProven() throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, new Fault.Flap("fibre-a", 30, Duration.ofMillis(400)))
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("30 times within the hold").contains("carrier changes");
    }

    @Test
    void aNodeThatIsNotBackWithinTheHoldWasNotRebooted() throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, new Fault.Reboot("west-a", Duration.ofSeconds(20)))
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("power was to come back");
    }

    @Test
    void aShareThatTooFewFramesCrossedToShowIsNotProven() throws IOException {
        Impairment rare = new Impairment(Duration.ZERO, Duration.ZERO, 0.0001, 0, 0, 0, Duration.ZERO, 0);
        TrialRecord record = sim().trial("cut", 1, false, new Fault.Impaired("fibre-a", Strand.BOTH, rare))
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("too few frames crossed");
    }

    @Test
    void anMtuThatWouldNotBeLowerIsRefusedBeforeTheFault() throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, new Fault.MtuMismatch("fibre-a", CableEnd.NEAR_END, 1500))
                .only();
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.faults()).isEmpty();
    }

    @Test
    void aPulledCableOfANodeThatThenLosesItsPowerIsHealedInReverseAndWhole() throws IOException {
        SimRun sim = sim().trial(
                        "cut",
                        1,
                        false,
                        new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS),
                        new Fault.PowerOff("west-a"));
        RunOutcome outcome = sim.run();
        TrialRecord record = sim.records.getFirst();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        List<String> healed = Files.readAllLines(outcome.folder().ledger()).stream()
                .filter(line -> line.contains("\"healed\"") && line.contains("cut/001#"))
                .map(line -> line.contains("cut/001#2") ? "power" : "pull")
                .toList();
        assertThat(healed).containsExactly("power", "pull");
        assertThat(record.redundancyRestoredNs()).isNotNull();
    }
}
