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
import org.seatrial.recording.CopiedBlock;
import org.seatrial.recording.CopiedBlock.State;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Json;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ConsistencyGroup;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.verdict.Expectation.MetricRef;

/** What must be listed before a figure of a group is made of it: a whole trial of a log and its data. */
class GroupEvidenceTest implements Evidence {

    private static final StorageWorkload LOG = volume("log", "data", "log");
    private static final StorageWorkload DATA = volume("data", "data", "log");

    private final Map<String, List<Exchange>> exchanges = new HashMap<>();
    private final Map<String, SurvivingCopy> copies = new HashMap<>();
    private final List<WorkloadRecord> records = new ArrayList<>();

    GroupEvidenceTest() {
        for (StorageWorkload volume : List.of(DATA, LOG)) {
            List<Exchange> writes = new ArrayList<>();
            List<CopiedBlock> blocks = new ArrayList<>();
            for (int sequence = 0; sequence < 50; sequence++) {
                long due = 100L * sequence * MS;
                writes.add(new Exchange(0, sequence, due, due, due + MS, Answer.GOOD));
                blocks.add(new CopiedBlock(sequence, 6000 * MS, sequence, sequence, State.WHOLE));
            }
            exchanges.put(volume.name(), writes);
            copies.put(volume.name(), new SurvivingCopy("san2", blocks));
            records.add(new WorkloadRecord(volume, 50, 50, 50, true, List.of()));
        }
    }

    private static StorageWorkload volume(String name, String... members) {
        return new StorageWorkload(
                        name,
                        "desk",
                        "san1",
                        StorageWorkload.Protocol.NBD,
                        name,
                        1,
                        10,
                        Duration.ofSeconds(30),
                        4096,
                        50 * 4096,
                        Optional.of("san2"),
                        StorageWorkload.Generator.SEATRIAL,
                        Optional.empty())
                .in(new ConsistencyGroup("vm1", List.of(members)));
    }

    private TrialRecord trial() {
        TrialRecord pull = Trials.pulls(10).records.getFirst();
        return new TrialRecord(
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
    }

    private Measured measure(Metric metric) throws IOException {
        return new Evaluation(this).measure(new MetricRef("vm1", metric.text(), ""), metric, trial());
    }

    private void nothingIsMeasured(String because) throws IOException {
        for (Metric metric : List.of(Metric.LOST, Metric.ORDER_VIOLATIONS, Metric.RECOVERY_POINT)) {
            assertThat(measure(metric).known()).as(metric.text()).isFalse();
            assertThat(measure(metric).doubt()).contains(because);
        }
    }

    @Test
    void aWholeTrialIsCompared() throws IOException {
        for (Metric metric : List.of(Metric.LOST, Metric.ORDER_VIOLATIONS, Metric.RECOVERY_POINT)) {
            assertThat(measure(metric).known()).as(metric.text()).isTrue();
            assertThat(measure(metric).upper()).isZero();
            assertThat(measure(metric).samples()).isEqualTo(100);
        }
    }

    @Test
    void withoutTheCopyOfOneVolumeNothingIsMeasured() throws IOException {
        copies.remove("log");
        nothingIsMeasured("no copy of what log wrote was read back");
    }

    @Test
    void withoutTheWritesToOneVolumeNothingIsMeasured() throws IOException {
        exchanges.remove("data");
        nothingIsMeasured("no copy of what data wrote was read back");
    }

    @Test
    void withoutTheWriterOfOneVolumeNothingIsMeasured() throws IOException {
        records.removeLast();
        nothingIsMeasured("log of group vm1 did not run");
    }

    @Test
    void withoutAnyOfThemNothingIsMeasured() throws IOException {
        records.clear();
        nothingIsMeasured("vm1 did not");
    }

    @Test
    void writesThatEndBeforeTheTrialShowNothing() throws IOException {
        exchanges.put("log", exchanges.getOrDefault("log", List.of()).subList(0, 5));
        nothingIsMeasured("before the trial");
    }

    @Test
    void aVolumeThatDidNotCrossWhatWasBrokenLeavesNothingMeasured() throws IOException {
        records.set(1, new WorkloadRecord(LOG, 50, 50, 50, false, List.of()));
        nothingIsMeasured("not exposed: no exchange of log of group vm1");
    }

    @Test
    void theSentenceNamesTheLedgerOfEveryVolume() {
        String files = EvidenceNames.of(trial(), new MetricRef("vm1", "order-violations", ""), Metric.ORDER_VIOLATIONS);

        assertThat(files.split(", ")).hasSize(2);
        assertThat(files).contains("/data.ledger.csv", "/log.ledger.csv");
    }

    @Test
    void aGroupIsReadBackAsItWasRecorded() {
        String written = Json.mapper().writeValueAsString(LOG);

        assertThat(Json.mapper().readValue(written, Workload.class)).isEqualTo(LOG);
    }

    @Override
    public Optional<List<Exchange>> exchanges(TrialRecord trial, WorkloadRecord workload) {
        return Optional.ofNullable(exchanges.get(workload.workload().name()));
    }

    @Override
    public Optional<SurvivingCopy> survivingCopy(TrialRecord trial, WorkloadRecord workload) {
        return Optional.ofNullable(copies.get(workload.workload().name()));
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
