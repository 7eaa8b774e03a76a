package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

final class WatchedRunTest {

    @TempDir
    private Path folder = Path.of("unset");

    /** Watchdogs that can be killed; remembers each. */
    private static final class Kennel implements Watchdog {
        final List<Dog> dogs = new ArrayList<>();

        @Override
        public Watch over(RunFolder run) {
            Dog dog = new Dog();
            dogs.add(dog);
            return dog;
        }
    }

    private static final class Dog implements Watchdog.Watch {
        boolean alive = true;

        @Override
        public boolean watching() {
            return alive;
        }

        @Override
        public void close() {
            alive = false;
        }
    }

    private final Kennel kennel = new Kennel();

    private SimRun sim() {
        return new SimRun(folder).watchedBy(kennel);
    }

    @Test
    void aWatchdogIsStartedOnceAndSentAwayAtTheEnd() throws IOException {
        sim().trial("pull", 1, false, TrialLoopTest.PULL)
                .trial("pull", 2, false, TrialLoopTest.PULL)
                .run();
        assertThat(kennel.dogs).singleElement().matches(dog -> !dog.alive);
    }

    @Test
    void whatCannotBeHealedKeepsTheWatchdog() throws IOException {
        sim().behaving(FakeBehaviour.SOUND.with(FakeBehaviour.Quirk.HEAL_FAILS))
                .trial("pull", 1, false, TrialLoopTest.PULL)
                .run();
        assertThat(kennel.dogs).singleElement().matches(dog -> dog.alive);
    }

    @Test
    void nothingIsBrokenWhileNobodyWatches() throws IOException {
        SimRun sim = sim();
        List<Fault> injected = new ArrayList<>();
        sim.injecting(new TestInjector() {
            @Override
            public Undo prepare(Fault fault, Lab lab, String undoId) {
                kennel.dogs.getLast().alive = false;
                return super.prepare(fault, lab, undoId);
            }

            @Override
            public Commanded inject(Fault fault, Lab lab) {
                injected.add(fault);
                return super.inject(fault, lab);
            }
        });
        TrialRecord trial = sim.trial("pull", 1, false, TrialLoopTest.PULL).only();
        assertThat(injected).isEmpty();
        assertThat(trial.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(trial.reason()).contains("watchdog");
    }

    @Test
    void aWatchdogThatIsGoneIsReplacedBeforeTheNextTrial() throws IOException {
        SimRun sim = sim();
        sim.injecting(new TestInjector() {
            @Override
            public Commanded inject(Fault fault, Lab lab) {
                kennel.dogs.getLast().alive = false;
                return super.inject(fault, lab);
            }
        });
        sim.trial("pull", 1, false, TrialLoopTest.PULL)
                .trial("pull", 2, false, TrialLoopTest.PULL)
                .run();
        assertThat(sim.records).extracting(TrialRecord::status).containsOnly(TrialStatus.VALID);
        assertThat(kennel.dogs).hasSize(2);
    }

    @Test
    void aFaultThatOutlastsItsDeadlineAbortsTheTrial() throws IOException {
        SimRun sim = sim();
        sim.injecting(new TestInjector() {
            @Override
            public Commanded inject(Fault fault, Lab lab) {
                Commanded commanded = super.inject(fault, lab);
                try {
                    sim.clock.sleepUntil(commanded.afterNs() + 120_000_000_000L);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return commanded;
            }
        });
        TrialRecord trial = sim.trial("pull", 1, false, TrialLoopTest.PULL).only();
        assertThat(trial.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(trial.reason()).contains("deadline");
    }

    @Test
    void theLedgerSaysUntilWhenAFaultMayLast() throws IOException {
        RunOutcome outcome = sim().trial("pull", 1, false, TrialLoopTest.PULL).run();
        assertThat(Files.readString(outcome.folder().ledger())).containsPattern("\"deadlineNs\":[0-9]{6,}");
    }
}
