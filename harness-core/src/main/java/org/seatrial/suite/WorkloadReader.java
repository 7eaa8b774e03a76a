package org.seatrial.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.topology.Design;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.verdict.Metric;

/** Reads what applications ask of the design: the sections {@code storage} and {@code services}. */
final class WorkloadReader {

    /** The section of {@link StorageWorkload}s. */
    static final String STORAGE = "storage";

    /** The section of {@link ServiceWorkload}s. */
    static final String SERVICES = "services";

    /** Clients or writers of one workload. */
    static final int MOST_STREAMS = 1000;

    private final FileProblems problems;
    private final Optional<Design> design;

    /** @param design empty if it could not be read; then nodes are not looked up */
    WorkloadReader(FileProblems problems, Optional<Design> design) {
        this.problems = problems;
        this.design = design;
    }

    /** Names of workloads as written, so that one with a problem of its own is not called unknown elsewhere. */
    static Set<String> names(Fields suite) {
        Set<String> names = new LinkedHashSet<>();
        for (String section : List.of(STORAGE, SERVICES)) {
            suite.map(section).ifPresent(map -> names.addAll(map.entries().keySet()));
        }
        return names;
    }

    List<Workload> read(Fields suite) {
        Set<String> taken = new LinkedHashSet<>(
                suite.map("traffic").map(map -> map.entries().keySet()).orElse(Set.of()));
        List<Workload> workloads = new ArrayList<>();
        GroupReader groups = new GroupReader(problems);
        workloads.addAll(
                section(suite, STORAGE, SuiteKeys.STORAGE, taken, new StorageReader(problems, design, groups)::read));
        List<String> written = suite.map(STORAGE)
                .map(map -> List.copyOf(map.entries().keySet()))
                .orElse(List.of());
        RecordOf recordOf = new RecordOf(problems, written, workloads);
        workloads.addAll(section(
                suite, SERVICES, SuiteKeys.SERVICE, taken, new ServiceReader(problems, design, recordOf)::read));
        return groups.grouped(workloads, taken);
    }

    private List<Workload> section(
            Fields suite,
            String section,
            List<String> keys,
            Set<String> taken,
            BiFunction<String, Fields, Optional<Workload>> reader) {
        List<Workload> workloads = new ArrayList<>();
        suite.map(section)
                .ifPresent(all -> all.entries().forEach((name, value) -> {
                    if (!SuiteReader.NAME.matcher(name).matches() || name.equals(Metric.DESIGN_SUBJECT)) {
                        problems.add(value.place(), name, "this cannot be a workload's name", SuiteReader.NAME_RULE);
                    }
                    if (!taken.add(name)) {
                        problems.add(
                                value.place(),
                                name,
                                "a flow or another workload has this name",
                                "a name once in traffic, " + STORAGE + " and " + SERVICES);
                    }
                    Fields.asMap(value, problems)
                            .flatMap(map -> reader.apply(name, new Fields(problems, map, keys)))
                            .ifPresent(workloads::add);
                }));
        return workloads;
    }
}
