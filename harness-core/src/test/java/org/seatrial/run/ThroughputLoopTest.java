package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabRequest;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeLabProvider;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.LoadStepList;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.suite.ThroughputSpec;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficGenerator;

class ThroughputLoopTest {

    private static final ThroughputSpec SPEC =
            new ThroughputSpec(100_000, 2_000_000, 0.05, Duration.ofSeconds(1), Duration.ofSeconds(2), 1, 20, 0);
    private static final Flow BULK =
            new Flow("bulk", new Endpoint("west", "eth1"), new Endpoint("east", "eth1"), false, 4, 1, 125);

    @TempDir
    Path folder;

    private final VirtualClock clock = new VirtualClock();
    private final Cancellation cancellation = new Cancellation();

    private TrialRecord search(TrafficGenerator generator) throws IOException {
        PlannedTrial plan = new PlannedTrial(
                new TrialKey("proposed", "capacity", 1),
                List.of("bulk"),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false,
                List.of(),
                SPEC,
                List.of(),
                List.of());
        LabBinding binding = new LabBinding("proposed", "fake", folder.resolve("lab.yaml"), "0".repeat(64));
        try (Lab lab = new FakeLabProvider(FakeBehaviour.SOUND, Sim.time(clock))
                        .bringUp(new LabRequest(Sim.dualPath(), binding, Set.of(), folder));
                Ledger ledger = new Ledger(folder.resolve("ledger.jsonl"));
                EventLog events = new EventLog(folder.resolve("events.jsonl"), clock)) {
            Adapters adapters = new Adapters(List.of(), List.of(generator), List.of(), List.of(), List.of());
            return new ThroughputLoop(
                            lab,
                            adapters,
                            new Logbook(clock, ledger, events, null),
                            cancellation,
                            new LabHealth(),
                            new ProgressListener() {})
                    .run(plan, SPEC, BULK, folder.resolve("trial"));
        }
    }

    @Test
    void theStepsAreEvidenceAndTheTrialIsValid() throws IOException {
        TrialRecord record = search(new LimitedTraffic(800));
        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        FlowRecord flow = record.flows().getFirst();
        assertThat(flow.files()).hasSize(1);
        assertThat(LoadStepList.read(folder.resolve("trial"), flow.files().getFirst()))
                .anyMatch(step -> step.received() < step.offered())
                .anyMatch(step -> step.received() == step.offered());
        assertThat(flow.counts().received()).isLessThan(flow.counts().offered());
        assertThat(record.phases()).isNotNull();
        assertThat(record.clock()).isNotNull();
    }

    @Test
    void aRunSearchesWhereThePlanSaysSo() throws IOException {
        TrialRecord record = new SimRun(folder).searching(SPEC).only();

        assertThat(record.status()).as(record.reason()).isEqualTo(TrialStatus.VALID);
        assertThat(record.evidence())
                .extracting(EvidenceFile::path)
                .containsExactly(SimRun.PROBE.name() + ".throughput.csv");
    }

    @Test
    void aSearchThatWasStoppedIsAborted() throws IOException {
        clock.at(clock.monotonicNanos() + 3_000_000_000L, () -> cancellation.cancel("enough"));
        TrialRecord record = search(new LimitedTraffic(800));
        assertThat(record.status()).isEqualTo(TrialStatus.ABORTED);
        assertThat(record.flows()).isEmpty();
    }

    @Test
    void trafficThatCannotBeOpenedMakesTheTrialInvalid() throws IOException {
        TrialRecord record = search(new TroubledTraffic().broken());
        assertThat(record.status()).isEqualTo(TrialStatus.INVALID);
        assertThat(record.reason()).contains("during the search", "no sockets today");
    }

    @Test
    void aPlanTellsHowLongTheSearchTakes() {
        assertThat(SPEC.expected()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
    }
}
