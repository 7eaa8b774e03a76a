package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.traffic.ExchangeSink;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;
import org.seatrial.traffic.fake.FakeWorkloads;

/** In which order the workloads of a trial look at what its fault left. */
final class LooksBeforeHealingTest {

    @TempDir
    private Path folder = Path.of("unset");

    private final List<String> looks = new ArrayList<>();
    private String blind = "";

    private static ServiceWorkload asked(String name) {
        return new ServiceWorkload(
                name,
                "west",
                "east",
                ServiceWorkload.Protocol.HTTP,
                Optional.empty(),
                80,
                "/",
                1,
                50,
                Duration.ofMillis(200),
                1,
                Optional.empty(),
                new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));
    }

    private TrialRecord trial() throws IOException {
        return new SimRun(folder)
                .working(asked("data"), asked("log"))
                .workedBy(new Looking())
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();
    }

    @Test
    void nobodyLooksAgainBeforeAllHaveLooked() throws IOException {
        assertThat(trial().status()).isEqualTo(TrialStatus.VALID);
        assertThat(looks).containsExactly("data", "log", "data again", "log again");
    }

    @Test
    void oneThatCannotLookKeepsNoOtherFromIt() throws IOException {
        blind = "data";

        assertThat(trial().doubts()).anyMatch(doubt -> doubt.startsWith("data: what the fault left"));
        assertThat(looks).containsExactly("log", "data again", "log again");
    }

    private final class Looking implements WorkloadGenerator {

        private final FakeWorkloads sound = new FakeWorkloads();

        @Override
        public String name() {
            return "looking";
        }

        @Override
        public boolean runs(Workload workload, Lab lab) {
            return true;
        }

        @Override
        public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
            return new Looker(workload.name(), sound.open(lab, workload, longest));
        }
    }

    private final class Looker implements WorkloadSession {

        private final String name;
        private final WorkloadSession sound;

        Looker(String name, WorkloadSession sound) {
            this.name = name;
            this.sound = sound;
        }

        @Override
        public void beforeHealing() {
            if (name.equals(blind)) {
                throw new LabException("the copy cannot be read");
            }
            looks.add(name);
        }

        @Override
        public void lookAgain() {
            looks.add(name + " again");
        }

        @Override
        public void start(long atNs) {
            sound.start(atNs);
        }

        @Override
        public Progress progress(long fromNs, long untilNs) {
            return sound.progress(fromNs, untilNs);
        }

        @Override
        public void stop() {
            sound.stop();
        }

        @Override
        public void replay(ExchangeSink sink) {
            sound.replay(sink);
        }

        @Override
        public List<String> shortfalls() {
            return sound.shortfalls();
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
