package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.fault.Fault;
import org.seatrial.lab.Lab;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeBehaviour.Quirk;
import org.seatrial.plan.Plan;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.WorkloadSession;
import org.seatrial.traffic.fake.FakeWorkloads;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Judge;
import org.seatrial.verdict.RecordedEvidence;
import org.seatrial.verdict.Verdict;

/** Workloads through whole runs in a simulated lab. */
final class WorkloadTrialTest {

    private static final ServiceWorkload WEB = new ServiceWorkload(
            "web",
            "west",
            "east",
            ServiceWorkload.Protocol.HTTP,
            Optional.empty(),
            80,
            "/",
            4,
            50,
            Duration.ofMillis(200),
            1,
            Optional.empty(),
            new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));
    private static final Fault DARK = new Fault.PowerOff("east");

    @TempDir
    private Path folder = Path.of("unset");

    private SimRun sim() {
        return new SimRun(folder).working(WEB);
    }

    private static Finding finding(SimRun sim, String id) throws IOException {
        RunFolder folder = sim.run().folder();
        return Judge.judge(
                        sim.suite().requirements(),
                        planned(sim),
                        sim.records,
                        new RecordedEvidence(folder),
                        folder.readJson(folder.selfTest(), SelfTest.class),
                        Optional.of(new RunRecord("", "", false, "")))
                .stream()
                .filter(one -> one.requirement().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Plan planned(SimRun sim) {
        Plan plan = sim.plan();
        Map<String, Integer> repeats = new HashMap<>();
        plan.trials()
                .forEach(trial ->
                        repeats.merge(trial.key().lab() + "/" + trial.key().trial(), 1, Integer::sum));
        return new Plan(
                plan.suite(),
                plan.version(),
                plan.suiteDigest(),
                plan.designDigest(),
                plan.labDigests(),
                plan.sideLoaded(),
                plan.kind(),
                plan.seed(),
                plan.trials(),
                repeats);
    }

    @Test
    void aServiceBehindAPulledCableIsRestoredByTheOtherPath() throws IOException {
        SimRun sim = sim().trial("cut", 1, false, TrialLoopTest.CUT);
        Finding finding = finding(sim, "S-web-cut");
        TrialRecord record = sim.records.getLast();
        WorkloadRecord web = record.workloads().getFirst();

        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(web.exposed()).isTrue();
        assertThat(web.good()).isLessThan(web.asked());
        assertThat(finding.verdict()).as(finding.because()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aServiceWhoseNodeHasNoPowerIsNotRestored() throws IOException {
        SimRun sim = sim().holding(3).trial("power", 1, false, DARK);
        Finding finding = finding(sim, "S-web-power");

        assertThat(sim.records.getLast().status()).isEqualTo(TrialStatus.VALID);
        assertThat(finding.verdict()).as(finding.because()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aTrialSaysNothingOfAWorkloadThatItsFaultDoesNotTouch() throws IOException {
        ServiceWorkload elsewhere = new ServiceWorkload(
                "web",
                "west",
                "west-b",
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
        SimRun sim = new SimRun(folder).working(elsewhere).trial("pull", 1, false, TrialLoopTest.PULL);
        Finding finding = finding(sim, "S-web-pull");

        assertThat(sim.records.getLast().status()).isEqualTo(TrialStatus.INVALID);
        assertThat(sim.records.getLast().reason()).contains("not exposed: web");
        assertThat(finding.verdict()).isNotEqualTo(Verdict.PASS);
    }

    @Test
    void aServiceThatDoesNotAnswerBeforeTheFaultMakesTheTrialInvalid() throws IOException {
        SimRun sim = sim().workedBy(spoiling(Spoiled.DEAF)).trial("pull", 1, false, TrialLoopTest.PULL);

        assertThat(sim.only().reason()).contains("steady state not reached", "web");
    }

    @Test
    void aClientThatStopsEarlyShowsNothing() throws IOException {
        Finding finding = finding(
                sim().workedBy(spoiling(Spoiled.STOPS_EARLY)).trial("cut", 1, false, TrialLoopTest.CUT), "S-web-cut");

        assertThat(finding.verdict()).isNotEqualTo(Verdict.PASS);
        assertThat(finding.because()).contains("before the trial");
    }

    @Test
    void aWorkloadThatNothingCanRunIsNeverSkipped() throws IOException {
        SimRun sim = sim().workedBy(spoiling(Spoiled.REFUSES)).trial("pull", 1, false, TrialLoopTest.PULL);
        Finding finding = finding(sim, "S-web-pull");

        assertThat(sim.records.getLast().status()).isNotEqualTo(TrialStatus.VALID);
        assertThat(sim.records.getLast().reason()).contains("nothing runs workload web");
        assertThat(finding.verdict()).isNotEqualTo(Verdict.PASS);
    }

    @Test
    void whatTheClientsFellShortOfIsADoubt() throws IOException {
        TrialRecord record = sim().workedBy(spoiling(Spoiled.FALLS_SHORT))
                .trial("cut", 1, false, TrialLoopTest.CUT)
                .only();

        assertThat(record.doubts()).anyMatch(doubt -> doubt.startsWith("web: "));
    }

    @Test
    void withoutCountersAtTheElementAWorkloadIsNotExposed() throws IOException {
        SimRun sim =
                sim().behaving(FakeBehaviour.SOUND.with(Quirk.NOT_EXPOSED)).trial("pull", 1, false, TrialLoopTest.PULL);

        assertThat(sim.only().reason()).contains("web");
    }

    private enum Spoiled {
        DEAF,
        STOPS_EARLY,
        REFUSES,
        FALLS_SHORT
    }

    private static WorkloadGenerator spoiling(Spoiled how) {
        FakeWorkloads sound = new FakeWorkloads();
        return new WorkloadGenerator() {
            @Override
            public String name() {
                return "spoiled";
            }

            @Override
            public boolean runs(Workload workload, Lab lab) {
                return how != Spoiled.REFUSES;
            }

            @Override
            public WorkloadSession open(Lab lab, Workload workload, Duration longest) {
                Duration lasting = how == Spoiled.STOPS_EARLY ? Duration.ofMillis(2500) : longest;
                return new SpoiledSession(sound.open(lab, workload, lasting), how);
            }
        };
    }

    private record SpoiledSession(WorkloadSession sound, Spoiled how) implements WorkloadSession {

        @Override
        public void start(long atNs) {
            sound.start(atNs);
        }

        @Override
        public Progress progress(long fromNs, long untilNs) {
            return how == Spoiled.DEAF ? new Progress(0, 0, 12) : sound.progress(fromNs, untilNs);
        }

        @Override
        public void stop() {
            sound.stop();
        }

        @Override
        public void replay(org.seatrial.traffic.ExchangeSink sink) {
            sound.replay(sink);
        }

        @Override
        public List<String> shortfalls() {
            return how == Spoiled.FALLS_SHORT ? List.of("3 requests were not made") : List.of();
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
