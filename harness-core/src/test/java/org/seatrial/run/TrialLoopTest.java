package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Strand;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.NoticedLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.suite.Load;

final class TrialLoopTest {

    static final Fault PULL = new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS);
    static final Fault CUT = new Fault.SilentCut("fibre-a", Strand.BOTH);
    static final Fault OFF = new Fault.PowerOff("west-a");

    @TempDir
    private Path folder = Path.of("unset");

    private SimRun sim() {
        return new SimRun(folder);
    }

    private static long lost(TrialRecord record, Phase phase) {
        return record.flows()
                .getFirst()
                .phaseCounts()
                .getOrDefault(phase.text(), record.flows().getFirst().counts())
                .lost();
    }

    @Test
    void aPulledCableIsProvenByItsCarrier() throws IOException {
        TrialRecord record = sim().trial("pull", 1, false, PULL).only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        FaultRecord fault = record.faults().getFirst();
        assertThat(fault.effect().proven()).isTrue();
        assertThat(fault.effect().observer()).contains("carrier");
        assertThat(fault.healed()).isNotNull();
        assertThat(record.doubts()).isEmpty();
    }

    @Test
    void aSilentCutLosesPacketsUntilTheDesignHasNoticedAndSwitched() throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, CUT).only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        // Half of 16 streams at 500 packets a second for 180 ms.
        assertThat(lost(record, Phase.FAULT)).isBetween(8L * 89, 8L * 91);
        assertThat(lost(record, Phase.BASELINE)).isZero();
        assertThat(lost(record, Phase.RECOVERY)).isZero();
        assertThat(record.flows().getFirst().hitStreams()).isEqualTo(8);
        assertThat(record.flows().getFirst().exposedStreams()).isEqualTo(8);
    }

    @Test
    void aBystanderThatCrossesWhatIsBrokenIsNamed() throws IOException {
        TrialRecord record =
                sim().standingBy("probe").trial("cut", 1, false, CUT).only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.doubts()).anyMatch(doubt -> doubt.startsWith("probe was declared not to cross"));
        assertThat(sim().trial("cut", 1, false, CUT).only().doubts()).isEmpty();
    }

    @Test
    void aGrownLoadIsWhatIsOffered() throws IOException {
        TrialRecord record =
                sim().loaded(new Load("cut", 3, 2)).trial("cut", 1, false, CUT).only();
        assertThat(record.flows().getFirst().intervalNs()).isEqualTo(1e9 / SimRun.PROBE.packetsPerSecond() / 2);
    }

    @Test
    void whenTheMachineStoodStillIsPartOfTheRecord() throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.STANDS_STILL))
                .trial("cut", 1, false, CUT)
                .only();
        assertThat(record.interference().standstills())
                .singleElement()
                .satisfies(still -> assertThat(still.lengthNs()).isEqualTo(60_000_000));
    }

    @Test
    void theDesignsOwnDetectionIsCountedFromTheEffect() throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, CUT).only();
        assertThat(record.detectedNs())
                .isEqualTo(record.faults().getFirst().effect().earliestNs() + 120_000_000L);
    }

    @Test
    void whatTheDesignLoggedIsEvidenceOfTheTrial() throws IOException {
        SimRun sim = sim().trial("cut", 1, false, CUT);
        RunFolder run = sim.run().folder();
        TrialRecord record = sim.records.getFirst();
        EvidenceFile file = record.files().getFirst();
        assertThat(file.path()).isEqualTo(NoticedLog.NAME);
        assertThat(NoticedLog.read(run.trial(record.plan().key()), file))
                .extracting(Noticed::what)
                .contains(Noticed.BFD_DOWN, Noticed.BFD_UP);
    }

    @Test
    void redundancyIsSeenWholeAgainAfterHealing() throws IOException {
        TrialRecord record = sim().trial("cut", 1, false, CUT).only();
        Commanded healed = Objects.requireNonNull(record.faults().getFirst().healed());
        assertThat(record.redundancyRestoredNs())
                .isNotNull()
                .isBetween(healed.afterNs() + 300_000_000L, healed.afterNs() + 321_000_000L);
    }

    @Test
    void aNodeWithoutPowerIsProvenByItsProcesses() throws IOException {
        TrialRecord record = sim().trial("power", 1, false, OFF).only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.faults().getFirst().effect().detail()).contains("0 processes");
    }

    @Test
    void aHitlessFailoverOfExposedStreamsIsAValidZero() throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.HITLESS))
                .trial("cut", 1, false, CUT)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(lost(record, Phase.FAULT)).isZero();
        assertThat(record.flows().getFirst().exposedStreams()).isEqualTo(8);
    }

    @Test
    void aDesignThatNeverRecoversIsAValidTrialWithABadResult() throws IOException {
        TrialRecord record = sim().behaving(FakeBehaviour.SOUND.with(Quirk.NEVER_RECOVERS))
                .trial("cut", 1, false, CUT)
                .only();
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(lost(record, Phase.FAULT)).isGreaterThan(8L * 90);
    }

    @Test
    void anInjectionThatFailsHalfWayIsHealedAndAborted() throws IOException {
        SimRun sim = sim();
        RunOutcome outcome = sim.injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        super.inject(fault, lab);
                        throw new LabException("no answer from the switch");
                    }
                })
                .trial("pull", 1, false, PULL)
                .run();
        TrialRecord record = sim.records.getFirst();
        assertThat(record.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(record.reason()).contains("no answer from the switch");
        assertThat(record.faults().getFirst().healed()).isNotNull();
        assertThat(record.redundancyRestoredNs()).isNotNull();
        assertThat(outcome.restore().allRestored()).isTrue();
    }

    @Test
    void severalFaultsAreHealedInReverseOrder() throws IOException {
        SimRun sim = sim().trial(
                        "cut",
                        1,
                        false,
                        new Fault.SilentCut("fibre-a", Strand.BOTH),
                        new Fault.CablePull("west-to-b", CableEnd.BOTH_ENDS));
        RunOutcome outcome = sim.run();
        assertThat(sim.records.getFirst().faults()).hasSize(2);
        List<String> ledger = Files.readAllLines(outcome.folder().ledger());
        List<String> order = ledger.stream()
                .filter(line -> line.contains("\"healed\""))
                .map(line -> line.contains("cut/001#2") ? "second" : line.contains("cut/001#1") ? "first" : "other")
                .toList();
        assertThat(order).endsWith("second", "first");
    }

    @Test
    void healingThatFailsAbortsThisTrialAndEveryLaterOne() throws IOException {
        SimRun sim = sim().behaving(FakeBehaviour.SOUND.with(Quirk.HEAL_FAILS))
                .trial("pull", 1, false, PULL)
                .trial("pull", 2, false, PULL);
        RunOutcome outcome = sim.run();
        assertThat(sim.records).extracting(TrialRecord::status).containsOnly(TrialStatus.ABORTED);
        assertThat(sim.records.getLast().reason()).startsWith("lab broken: ");
        assertThat(outcome.restore().allRestored()).isFalse();
    }

    @Test
    void aCarrierThatStaysAwayAfterHealingBreaksTheLab() throws IOException {
        SimRun sim = sim().behaving(FakeBehaviour.SOUND.with(Quirk.HEAL_DOES_NOT_ACT))
                .trial("pull", 1, false, PULL)
                .trial("pull", 2, false, PULL);
        RunOutcome outcome = sim.run();
        assertThat(sim.records.getFirst().reason())
                .contains("healed but not back")
                .contains("no carrier");
        assertThat(sim.records.getLast().reason()).startsWith("lab broken: ");
        assertThat(outcome.restore().allRestored()).isFalse();
    }

    @Test
    void redundancyThatDoesNotComeBackIsAResultAndStopsLaterTrials() throws IOException {
        SimRun sim = sim().behaving(FakeBehaviour.SOUND.with(Quirk.STAYS_DEGRADED))
                .trial("cut", 1, false, CUT)
                .trial("cut", 2, false, CUT);
        RunOutcome outcome = sim.run();
        assertThat(sim.records.getFirst().status()).isEqualTo(TrialStatus.VALID);
        assertThat(sim.records.getFirst().redundancyRestoredNs()).isNull();
        assertThat(sim.records.getFirst().doubts()).singleElement().asString().contains("redundancy was not whole");
        assertThat(sim.records.getLast().status()).isEqualTo(TrialStatus.INVALID);
        assertThat(sim.records.getLast().reason()).startsWith("redundancy already degraded");
        assertThat(outcome.restore().allRestored()).isTrue();
    }
}
