package org.seatrial.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seatrial.verdict.Trials.MS;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.GuestAnswer;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.recording.WriteStamp;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.verdict.Expectation.MetricRef;

/** What must be listed before a figure of records is made of it: a whole trial of one guest that shows what it should. */
class RecordEvidenceTest implements Evidence {

    private static final ServiceWorkload WEB = new ServiceWorkload(
            "web",
            "desk",
            "hv1",
            ServiceWorkload.Protocol.HTTP,
            Optional.of("198.18.30.1"),
            80,
            "/",
            1,
            10,
            Duration.ofSeconds(1),
            1,
            Optional.of("writes"),
            new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));
    private static final StorageWorkload WRITES = new StorageWorkload(
            "writes",
            "desk",
            "san1",
            StorageWorkload.Protocol.NBD,
            "vms",
            1,
            10,
            Duration.ofSeconds(30),
            4096,
            4096,
            Optional.of("san2"),
            StorageWorkload.Generator.SEATRIAL);
    private static final long LAST_ACKNOWLEDGED = 9;

    private final Map<String, List<Exchange>> exchanges = new HashMap<>();
    private final List<WorkloadRecord> records = new ArrayList<>();
    private Optional<List<GuestAnswer>> answers = Optional.empty();

    RecordEvidenceTest() {
        List<Exchange> writes = new ArrayList<>();
        List<Exchange> asked = new ArrayList<>();
        List<GuestAnswer> said = new ArrayList<>();
        for (int sequence = 0; sequence < 50; sequence++) {
            long due = 100L * sequence * MS;
            boolean down = sequence > LAST_ACKNOWLEDGED;
            writes.add(new Exchange(0, sequence, due, due, down ? 0 : due + MS, down ? Answer.NONE : Answer.GOOD));
            asked.add(new Exchange(0, sequence, due, due, due + MS, Answer.GOOD));
            long shown = Math.min(sequence, LAST_ACKNOWLEDGED);
            String line = new WriteStamp("writes", 0, shown, 100 * shown * MS).line();
            said.add(new GuestAnswer(0, sequence, "hv2", "b", line));
        }
        exchanges.put("writes", writes);
        exchanges.put("web", asked);
        answers = Optional.of(said);
        records.add(new WorkloadRecord(WEB, 50, 50, 50, true, List.of()));
        records.add(new WorkloadRecord(WRITES, 50, 50, 10, true, List.of()));
    }

    private Measured stale() throws IOException {
        TrialRecord pull = Trials.pulls(10).records.getFirst();
        TrialRecord trial = new TrialRecord(
                pull.plan(),
                pull.status(),
                pull.reason(),
                pull.startedAt(),
                pull.wallOffsetNs(),
                pull.phases(),
                pull.clock(),
                pull.faults(),
                pull.redundancyRestoredNs(),
                pull.detectedNs(),
                pull.flows(),
                pull.doubts(),
                pull.actions(),
                pull.interference(),
                records,
                List.of());
        return new Evaluation(this).measure(new MetricRef("web", "stale-records", ""), Metric.STALE_RECORDS, trial);
    }

    private void nothingIsMeasured(String because) throws IOException {
        assertThat(stale().known()).isFalse();
        assertThat(stale().doubt()).contains(because);
    }

    private void replace(Workload workload, boolean exposed) {
        records.replaceAll(one -> one.workload().name().equals(workload.name())
                ? new WorkloadRecord(workload, 50, 50, one.good(), exposed, List.of())
                : one);
    }

    @Test
    void aWholeTrialIsCompared() throws IOException {
        assertThat(stale().known()).isTrue();
        assertThat(stale().upper()).isZero();
    }

    @Test
    void withoutTheGuestsAnswersNothingIsMeasured() throws IOException {
        answers = Optional.empty();
        nothingIsMeasured("no records in the answers of web were compared");
    }

    @Test
    void withoutTheWritesNothingIsMeasured() throws IOException {
        exchanges.remove("writes");
        nothingIsMeasured("were compared");
    }

    @Test
    void withoutTheWritersNothingIsMeasured() throws IOException {
        records.removeLast();
        nothingIsMeasured("were compared");
    }

    @Test
    void aServiceThatNamesNoWritersHasNothingToCompare() throws IOException {
        replace(
                new ServiceWorkload(
                        "web",
                        "desk",
                        "hv1",
                        WEB.protocol(),
                        WEB.address(),
                        80,
                        "/",
                        1,
                        10,
                        Duration.ofSeconds(1),
                        1,
                        Optional.empty(),
                        new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD)),
                true);
        nothingIsMeasured("were compared");
    }

    @Test
    void writesThatEndBeforeTheTrialShowNothing() throws IOException {
        exchanges.put("writes", exchanges.getOrDefault("writes", List.of()).subList(0, 5));
        nothingIsMeasured("before the trial");
    }

    @Test
    void answersThatDidNotCrossWhatWasBrokenShowNothing() throws IOException {
        replace(WEB, false);
        nothingIsMeasured("not exposed");
    }

    @Override
    public Optional<List<Exchange>> exchanges(TrialRecord trial, WorkloadRecord workload) {
        return Optional.ofNullable(exchanges.get(workload.workload().name()));
    }

    @Override
    public Optional<List<GuestAnswer>> guestAnswers(TrialRecord trial, WorkloadRecord workload) {
        return answers;
    }

    @Override
    public Optional<DelayIntervals> delays(TrialRecord trial, FlowRecord flow) {
        return Optional.empty();
    }

    @Override
    public Optional<OutageLog> outages(TrialRecord trial, FlowRecord flow) {
        return Optional.empty();
    }
}
