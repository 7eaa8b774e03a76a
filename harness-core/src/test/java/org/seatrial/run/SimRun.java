package org.seatrial.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultInjector;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.fake.FakeBehaviour;
import org.seatrial.lab.fake.FakeHealer;
import org.seatrial.lab.fake.FakeLabProvider;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedFault;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.TrialRecord;
import org.seatrial.suite.Load;
import org.seatrial.suite.Requirement;
import org.seatrial.suite.Suite;
import org.seatrial.suite.ThroughputSpec;
import org.seatrial.suite.TrialSpec;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficGenerator;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadGenerator;
import org.seatrial.traffic.fake.FakeTraffic;
import org.seatrial.traffic.fake.FakeWorkloads;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;
import org.seatrial.verdict.Expectation;

/** A run in a simulated lab and virtual time, put together piece by piece. */
final class SimRun {

    static final Flow PROBE =
            new Flow("probe", new Endpoint("west", "eth1"), new Endpoint("east", "eth1"), false, 16, 500, 128);

    final VirtualClock clock = new VirtualClock();
    final Cancellation cancellation = new Cancellation();
    private final Path folder;
    private final List<PlannedTrial> trials = new ArrayList<>();
    private FakeBehaviour behaviour = FakeBehaviour.SOUND;
    private List<RecoveryAction> actions = List.of();
    private List<String> spared = List.of();
    private List<Workload> workloads = List.of();
    private List<String> bystanders = List.of();
    private Load load = Load.TODAY;
    private WorkloadGenerator clients = new FakeWorkloads();
    private Duration hold = Duration.ofSeconds(2);
    private FaultInjector injector = new TestInjector();
    private TrafficGenerator traffic = new FakeTraffic();
    private LabProvider provider = new FakeLabProvider();
    private Watchdog watchdog = Watchdog.NONE;
    private boolean ownProvider;
    private Quarantine quarantine = Quarantine.NONE;
    final List<TrialRecord> records = new ArrayList<>();

    SimRun(Path folder) {
        this.folder = folder;
    }

    SimRun behaving(FakeBehaviour how) {
        behaviour = how;
        return this;
    }

    /** What the operator does in the trials that are added after this. */
    SimRun operating(RecoveryAction... runbook) {
        actions = List.of(runbook);
        return this;
    }

    /** Flows outside the blast radius of every trial with a fault. */
    SimRun sparing(String... flows) {
        spared = List.of(flows);
        return this;
    }

    /** What applications ask in the trials that are added after this. */
    SimRun working(Workload... asked) {
        workloads = List.of(asked);
        return this;
    }

    /** Who does not cross what is broken in the trials that are added after this. */
    SimRun standingBy(String... names) {
        bystanders = List.of(names);
        return this;
    }

    /** How much every trial offers. */
    SimRun loaded(Load with) {
        load = with;
        return this;
    }

    SimRun workedBy(WorkloadGenerator by) {
        clients = by;
        return this;
    }

    /** How long the faults of trials last that are added after this. */
    SimRun holding(long seconds) {
        hold = Duration.ofSeconds(seconds);
        return this;
    }

    SimRun injecting(FaultInjector by) {
        injector = by;
        return this;
    }

    SimRun offering(TrafficGenerator by) {
        traffic = by;
        return this;
    }

    SimRun in(LabProvider lab) {
        provider = lab;
        ownProvider = true;
        return this;
    }

    SimRun watchedBy(Watchdog dog) {
        watchdog = dog;
        return this;
    }

    SimRun isolatedIn(Quarantine where) {
        quarantine = where;
        return this;
    }

    /** A trial of one fault, or of none. */
    SimRun trial(String name, int repetition, boolean spare, Fault... faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (Fault fault : faults) {
            planned.add(new PlannedFault(fault, Duration.ofMillis(200L * planned.size())));
        }
        trials.add(new PlannedTrial(
                new TrialKey(Suite.DEFAULT_LAB, name, repetition),
                List.of(PROBE.name()),
                planned,
                Duration.ofSeconds(1),
                Duration.ofMillis(30),
                hold,
                Duration.ofSeconds(2),
                spare,
                actions,
                null,
                workloads.stream().map(Workload::name).toList(),
                bystanders));
        return this;
    }

    /** Plans a trial that searches for the throughput of the probe. */
    SimRun searching(ThroughputSpec spec) {
        trials.add(new PlannedTrial(
                new TrialKey(Suite.DEFAULT_LAB, "capacity", 1),
                List.of(PROBE.name()),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                false,
                List.of(),
                spec,
                List.of(),
                List.of()));
        return this;
    }

    Adapters adapters() {
        LabProvider lab = ownProvider ? provider : new FakeLabProvider(behaviour, Sim.time(clock));
        return new Adapters(
                List.of(lab),
                List.of(traffic),
                List.of(injector),
                List.of(new FakeHealer()),
                List.of(new TestOutages()),
                List.of(clients));
    }

    Suite suite() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("suite.yaml"), "suite: simulated\n");
        LabBinding binding = new LabBinding(Suite.DEFAULT_LAB, "fake", source.resolve("lab.yaml"), "0".repeat(64));
        return new Suite(
                "simulated",
                "1.0.0",
                "Simulated",
                source,
                "topology.clab.yml",
                Sim.dualPath(),
                Map.of(Suite.DEFAULT_LAB, binding),
                List.of(PROBE),
                workloads,
                trials.stream()
                        .filter(trial -> !trial.faults().isEmpty())
                        .map(this::specification)
                        .toList(),
                requirements(),
                "d".repeat(64),
                false);
    }

    /** What the run reads of it is whom it spares and its load: all else is in the plan. */
    private TrialSpec specification(PlannedTrial trial) {
        return new TrialSpec(
                trial.key().trial(),
                trial.key().lab(),
                trial.traffic(),
                List.of(),
                trial.steady(),
                trial.hold(),
                trial.recovery(),
                1,
                trial.actions(),
                Optional.empty(),
                spared,
                trial.workloads(),
                List.of(),
                load);
    }

    private List<Requirement> requirements() {
        List<Requirement> all = new ArrayList<>(
                List.of(requirement("pull"), requirement("cut"), requirement("power"), requirement("quiet")));
        for (Workload workload : workloads) {
            for (String trial : List.of("pull", "cut", "power")) {
                all.add(restored(workload.name(), trial));
            }
        }
        return all;
    }

    private static Requirement restored(String workload, String trial) {
        return new Requirement(
                "S-" + workload + "-" + trial,
                "Served again within a second",
                new Expectation(
                        workload + ".restoration < 1 s in " + trial,
                        new Expectation.MetricRef(workload, "restoration", ""),
                        Expectation.Comparison.BELOW,
                        new Expectation.Limit.Absolute(new Quantity(Dimension.TIME, 1e9, "1 s")),
                        new Expectation.Scope(Suite.DEFAULT_LAB, trial),
                        new Expectation.Claim.AllTrials()),
                true,
                Requirement.Outcome.HOLDS);
    }

    private static Requirement requirement(String trial) {
        return new Requirement(
                "R-" + trial,
                "No outage of 300 ms",
                new Expectation(
                        "probe.outage.longest < 300 ms in " + trial,
                        new Expectation.MetricRef("probe", "outage", "longest"),
                        Expectation.Comparison.BELOW,
                        new Expectation.Limit.Absolute(new Quantity(Dimension.TIME, 300e6, "300 ms")),
                        new Expectation.Scope(Suite.DEFAULT_LAB, trial),
                        new Expectation.Claim.AllTrials()),
                true,
                Requirement.Outcome.HOLDS);
    }

    Plan plan() {
        return new Plan(
                "simulated",
                "1.0.0",
                "d".repeat(64),
                "0".repeat(64),
                Map.of(),
                false,
                PlanKind.CERTIFY,
                1,
                trials,
                Map.of());
    }

    private AcceptanceRun harness() {
        ProgressListener keeping = new ProgressListener() {
            @Override
            public void trialFinished(TrialRecord record, Path place) {
                records.add(record);
            }
        };
        return new AcceptanceRun(adapters(), clock, cancellation, keeping, watchdog, quarantine);
    }

    RunOutcome run() throws IOException {
        return harness().run(suite(), plan(), folder.resolve("runs"), "0.1.0");
    }

    RunOutcome resume(RunOutcome stopped) throws IOException {
        return harness().resume(stopped.folder(), suite());
    }

    /** Runs, and returns the record of the only trial. */
    TrialRecord only() throws IOException {
        run();
        return records.getLast();
    }
}
