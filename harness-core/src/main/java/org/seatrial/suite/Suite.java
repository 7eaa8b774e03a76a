package org.seatrial.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.lab.LabBinding;
import org.seatrial.topology.Design;
import org.seatrial.traffic.ConsistencyGroup;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Workload;

/**
 * A suite, read and checked.
 *
 * @param folder where it was read from
 * @param topologyFile the topology file's name within the folder
 * @param labs lab bindings by name; {@link #DEFAULT_LAB} if the suite names none
 * @param digest SHA-256 over the suite's files, lower-case hex
 * @param sideLoaded whether it differs from a released suite, or a lab file was given from outside: certifies nothing
 */
public record Suite(
        String name,
        String version,
        String title,
        Path folder,
        String topologyFile,
        Design design,
        Map<String, LabBinding> labs,
        List<Flow> traffic,
        List<Workload> workloads,
        List<TrialSpec> trials,
        List<Requirement> requirements,
        String digest,
        boolean sideLoaded) {

    /** The lab binding of a suite that does not name one. */
    public static final String DEFAULT_LAB = "proposed";

    public Suite {
        traffic = List.copyOf(traffic);
        workloads = List.copyOf(workloads);
        trials = List.copyOf(trials);
        requirements = List.copyOf(requirements);
    }

    public Optional<Flow> flow(String name) {
        return traffic.stream().filter(flow -> flow.name().equals(name)).findFirst();
    }

    /** A suite without workloads. */
    public Suite(
            String name,
            String version,
            String title,
            Path folder,
            String topologyFile,
            Design design,
            Map<String, LabBinding> labs,
            List<Flow> traffic,
            List<TrialSpec> trials,
            List<Requirement> requirements,
            String digest,
            boolean sideLoaded) {
        this(
                name,
                version,
                title,
                folder,
                topologyFile,
                design,
                labs,
                traffic,
                List.of(),
                trials,
                requirements,
                digest,
                sideLoaded);
    }

    public Optional<Workload> workload(String name) {
        return workloads.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The workloads that a requirement's subject speaks of where it is a group; else the subject itself. */
    public List<String> together(String subject) {
        return workloads.stream()
                .flatMap(one -> ConsistencyGroup.of(one).stream())
                .filter(group -> group.name().equals(subject))
                .findFirst()
                .map(ConsistencyGroup::members)
                .orElse(List.of(subject));
    }

    public Optional<TrialSpec> trial(String name) {
        return trials.stream().filter(trial -> trial.name().equals(name)).findFirst();
    }
}
