package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.input.Problem;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.suite.Suite;
import org.seatrial.topology.Design;

final class AcceptanceRunTest {

    @TempDir
    private Path folder = Path.of("unset");

    private SimRun sim() {
        return new SimRun(folder);
    }

    private static TrialRecord record(RunFolder run, String trial, int repetition) throws IOException {
        return run.readJson(run.trialRecord(new TrialKey(Suite.DEFAULT_LAB, trial, repetition)), TrialRecord.class);
    }

    @Test
    void everyStageLeavesItsFile() throws IOException {
        RunOutcome outcome = sim().trial("quiet", 1, false)
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .run();
        RunFolder run = outcome.folder();
        assertThat(List.of(
                        run.plan(),
                        run.environment(),
                        run.labs(),
                        run.selfTest(),
                        run.ledger(),
                        run.events(),
                        run.restore(),
                        run.run(),
                        run.suite().resolve("suite.yaml")))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(run.trialRecords(sim().trial("quiet", 1, false)
                        .trial("cut", 1, false, TrialLoopTest.CUT)
                        .plan()))
                .hasSize(2);
        assertThat(outcome.interrupted()).isEmpty();
        assertThat(outcome.restore().allRestored()).isTrue();
        assertThat(run.readJson(run.run(), RunRecord.class).interrupted()).isFalse();
    }

    @Test
    void theSelfTestMeasuresItsKnownOutage() throws IOException {
        RunFolder run = sim().trial("quiet", 1, false).run().folder();
        SelfTest selfTest = run.readJson(run.selfTest(), SelfTest.class);
        assertThat(selfTest.doubts()).isEmpty();
        assertThat(selfTest.measured()).isTrue();
        assertThat(selfTest.knownOutageNs()).isEqualTo(50_000_000L);
        assertThat(selfTest.measuredLowerNs()).isLessThanOrEqualTo(50_000_000L);
        assertThat(selfTest.measuredUpperNs()).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(selfTest.pathDelayP99Ns()).isBetween(200_000L, 260_000L);
    }

    @Test
    void anInstrumentThatMissesItsKnownOutageIsDoubted() throws IOException {
        RunFolder run = sim().behaving(FakeBehaviour.SOUND.with(Quirk.FAULT_DOES_NOT_ACT))
                .trial("quiet", 1, false)
                .run()
                .folder();
        assertThat(run.readJson(run.selfTest(), SelfTest.class).doubts()).isNotEmpty();
    }

    @Test
    void aSpareReplacesAnInvalidTrialAndOnlyThat() throws IOException {
        SimRun sim = sim();
        int[] injections = {0};
        sim.injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        injections[0]++;
                        return injections[0] == 1 ? new Commanded(1, 1) : super.inject(fault, lab);
                    }
                })
                .trial("pull", 1, false, TrialLoopTest.PULL)
                .trial("pull", 2, false, TrialLoopTest.PULL)
                .trial("pull", 3, true, TrialLoopTest.PULL)
                .trial("pull", 4, true, TrialLoopTest.PULL);
        sim.run();
        assertThat(sim.records)
                .extracting(record -> record.plan().key().repetition() + " " + record.status())
                .containsExactly("1 INVALID", "2 VALID", "3 VALID");
    }

    @Test
    void aRunAskedToStopHealsTearsDownAndKeepsWhatIsFinished() throws IOException {
        SimRun sim = sim();
        int[] injections = {0};
        RunOutcome outcome = sim.injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        injections[0]++;
                        if (injections[0] == 2) {
                            sim.clock.at(
                                    sim.clock.monotonicNanos() + 1_000_000_000L,
                                    () -> sim.cancellation.cancel("interrupted by a signal"));
                        }
                        return super.inject(fault, lab);
                    }
                })
                .trial("pull", 1, false, TrialLoopTest.PULL)
                .trial("pull", 2, false, TrialLoopTest.PULL)
                .trial("pull", 3, false, TrialLoopTest.PULL)
                .run();
        RunFolder run = outcome.folder();
        assertThat(outcome.interrupted()).contains("interrupted by a signal");
        assertThat(outcome.restore().allRestored()).isTrue();
        assertThat(run.readJson(run.run(), RunRecord.class).interrupted()).isTrue();
        assertThat(record(run, "pull", 1).status()).isEqualTo(TrialStatus.VALID);
        TrialRecord stopped = record(run, "pull", 2);
        assertThat(stopped.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(stopped.faults().getFirst().healed()).isNotNull();
        assertThat(stopped.flows()).isNotEmpty();
        assertThat(run.trialRecord(new TrialKey(Suite.DEFAULT_LAB, "pull", 3))).doesNotExist();
        assertThat(Ledger.read(run.ledger()).open()).isEmpty();
    }

    @Test
    void aLabThatDoesNotComeUpMakesEveryTrialAnError() throws IOException {
        RunOutcome outcome = sim().in(new NoLab())
                .trial("quiet", 1, false)
                .trial("pull", 1, true, TrialLoopTest.PULL)
                .run();
        TrialRecord record = record(outcome.folder(), "quiet", 1);
        assertThat(record.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(record.reason()).contains("bgpd did not start");
        SelfTest selfTest = outcome.folder().readJson(outcome.folder().selfTest(), SelfTest.class);
        assertThat(selfTest.measured()).isFalse();
        assertThat(selfTest.doubts()).isNotEmpty();
        assertThat(outcome.restore().allRestored()).isTrue();
    }

    @Test
    void anErrorInAnAdapterIsHealedBeforeItEndsTheRun() throws IOException {
        SimRun sim = sim().injecting(new TestInjector() {
                    @Override
                    public Commanded inject(Fault fault, Lab lab) {
                        super.inject(fault, lab);
                        throw new StackOverflowError("in the adapter");
                    }
                })
                .trial("pull", 1, false, TrialLoopTest.PULL);
        assertThatThrownBy(sim::run).isInstanceOf(StackOverflowError.class);
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            RunFolder run = new RunFolder(runs.findFirst().orElseThrow());
            assertThat(Ledger.read(run.ledger()).open()).isEmpty();
            assertThat(run.readJson(run.run(), RunRecord.class).interrupted()).isTrue();
        }
    }

    @Test
    void twoRunsInOneSecondGetFoldersOfTheirOwn() throws IOException {
        RunOutcome first = sim().run();
        RunOutcome second = sim().run();
        assertThat(second.folder()).isNotEqualTo(first.folder());
    }

    /** A lab that cannot be built. */
    private static final class NoLab implements LabProvider {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public List<Problem> check(Design design, LabBinding binding) {
            return List.of();
        }

        @Override
        public List<Lacking> lacking(Design design, LabBinding binding) {
            return List.of();
        }

        @Override
        public Lab bringUp(LabRequest request) {
            throw new LabException("bgpd did not start in west-a");
        }
    }
}
