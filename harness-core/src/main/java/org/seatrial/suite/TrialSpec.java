package org.seatrial.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.RecoveryAction;

/**
 * One kind of trial: one fault, several declared as such, or none, under one traffic profile.
 *
 * @param lab name of the lab binding it runs in
 * @param traffic names of flows
 * @param faults empty for a quiet trial
 * @param steady traffic before the fault; the whole observation in a quiet trial
 * @param hold how long the fault lasts
 * @param recovery how long traffic goes on after healing; redundancy must be whole again within it
 * @param repeat valid trials wanted, 1 or more
 * @param actions what the operator does while the fault lasts, in the order of time
 * @param throughput the search that is the whole of the trial; it has one flow and no fault
 * @param spares names of flows outside the blast radius: the trial is aborted if one of them keeps losing packets
 * @param workloads names of workloads
 * @param bystanders names of flows and workloads that do not cross what is broken, and must not notice
 * @param load by how much it offers more than the suite's traffic and workloads say
 */
public record TrialSpec(
        String name,
        String lab,
        List<String> traffic,
        List<FaultSpec> faults,
        Duration steady,
        Duration hold,
        Duration recovery,
        int repeat,
        List<RecoveryAction> actions,
        Optional<ThroughputSpec> throughput,
        List<String> spares,
        List<String> workloads,
        List<String> bystanders,
        Load load) {

    public TrialSpec {
        spares = List.copyOf(spares);
        workloads = List.copyOf(workloads);
        bystanders = List.copyOf(bystanders);
        traffic = List.copyOf(traffic);
        faults = List.copyOf(faults);
        actions = List.copyOf(actions);
    }

    /** The same, as it would be with so much more to carry. */
    TrialSpec grown(Load other) {
        return new TrialSpec(
                other.trial(name),
                lab,
                traffic,
                faults,
                steady,
                hold,
                recovery,
                repeat,
                actions,
                throughput,
                spares,
                workloads,
                bystanders,
                other);
    }

    /** A trial that spares no flow in particular and has no workload. */
    public TrialSpec(
            String name,
            String lab,
            List<String> traffic,
            List<FaultSpec> faults,
            Duration steady,
            Duration hold,
            Duration recovery,
            int repeat,
            List<RecoveryAction> actions,
            Optional<ThroughputSpec> throughput) {
        this(
                name,
                lab,
                traffic,
                faults,
                steady,
                hold,
                recovery,
                repeat,
                actions,
                throughput,
                List.of(),
                List.of(),
                List.of(),
                Load.TODAY);
    }
}
