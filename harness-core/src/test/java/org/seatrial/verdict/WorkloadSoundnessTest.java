package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.ServiceWorkload;

class WorkloadSoundnessTest {

    private static final TrialRecord SOUND = Trials.pulls(10).records.getFirst();
    private static final ServiceWorkload WEB = new ServiceWorkload(
            "web",
            "west",
            "east",
            ServiceWorkload.Protocol.HTTP,
            Optional.empty(),
            80,
            "/",
            1,
            10,
            Duration.ofSeconds(1),
            1,
            Optional.empty(),
            new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));

    private static WorkloadRecord record(long due, long asked, long good, EvidenceFile... files) {
        return new WorkloadRecord(WEB, due, asked, good, true, List.of(files));
    }

    private static EvidenceFile list(long lines, long good) {
        return new EvidenceFile("web.exchanges.csv", "", 0, lines, good);
    }

    private static Optional<String> check(WorkloadRecord... workloads) {
        PlannedTrial old = SOUND.plan();
        PlannedTrial planned = new PlannedTrial(
                old.key(),
                old.traffic(),
                old.faults(),
                old.steady(),
                old.phase(),
                old.hold(),
                old.recovery(),
                old.spare(),
                old.actions(),
                old.throughput(),
                List.of("web"),
                List.of());
        return Soundness.contradiction(
                planned,
                new TrialRecord(
                        planned,
                        SOUND.status(),
                        SOUND.reason(),
                        SOUND.startedAt(),
                        SOUND.wallOffsetNs(),
                        SOUND.phases(),
                        SOUND.clock(),
                        SOUND.faults(),
                        SOUND.redundancyRestoredNs(),
                        SOUND.detectedNs(),
                        SOUND.flows(),
                        SOUND.doubts(),
                        SOUND.actions(),
                        SOUND.interference(),
                        List.of(workloads),
                        List.of()));
    }

    @Test
    void aRecordThatHoldsWhatItSaysIsTrusted() {
        assertThat(check(record(50, 49, 40, list(50, 40)))).isEmpty();
    }

    @Test
    void aPlannedWorkloadThatWasLeftOutIsNoEvidence() {
        assertThat(check()).hasValueSatisfying(why -> assertThat(why).contains("workload web"));
    }

    @Test
    void aWorkloadThatIsThereTwiceIsNoEvidence() {
        WorkloadRecord one = record(50, 49, 40, list(50, 40));

        assertThat(check(one, one)).isPresent();
    }

    @Test
    void moreAnswersThanQuestionsAreImpossible() {
        assertThat(check(record(50, 39, 40, list(50, 40)))).isPresent();
        assertThat(check(record(38, 39, 30, list(38, 30)))).isPresent();
    }

    @Test
    void aListThatDoesNotHoldWhatTheCountsTellIsNoEvidence() {
        assertThat(check(record(50, 49, 40, list(49, 40)))).isPresent();
        assertThat(check(record(50, 49, 40, list(50, 41)))).isPresent();
        assertThat(check(record(50, 49, 40))).isPresent();
    }
}
