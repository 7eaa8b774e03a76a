package org.seatrial.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.traffic.ConsistencyGroup;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.verdict.Metric;

/** Reads the key {@code group} of storage workloads: which volumes make sense only together. */
final class GroupReader {

    private static final String KEY = "group";

    private final FileProblems problems;
    private final Map<String, List<String>> members = new LinkedHashMap<>();
    private final Map<String, Place> firstNamed = new LinkedHashMap<>();

    GroupReader(FileProblems problems) {
        this.problems = problems;
    }

    /** Names of groups as written, so that one with a problem of its own is not called unknown elsewhere. */
    static Set<String> names(Fields suite) {
        Set<String> names = new LinkedHashSet<>();
        suite.map(WorkloadReader.STORAGE)
                .ifPresent(all -> all.entries()
                        .values()
                        .forEach(
                                one -> Optional.ofNullable(one.texts().get(KEY)).ifPresent(names::add)));
        return names;
    }

    /** Notes the group of a workload, if it names one. */
    void join(String workload, Fields fields) {
        Optional<String> named = fields.text(KEY);
        if (named.isEmpty()) {
            return;
        }
        String name = named.get();
        Place place = fields.place(KEY);
        firstNamed.putIfAbsent(name, place);
        members.computeIfAbsent(name, _ -> new ArrayList<>()).add(workload);
        if (!SuiteReader.NAME.matcher(name).matches() || name.equals(Metric.DESIGN_SUBJECT)) {
            problems.add(place, name, "this cannot be a group's name", SuiteReader.NAME_RULE);
        }
        Optional<String> generator = fields.node("generator").map(YamlNode::shown);
        if (generator.equals(Optional.of(StorageWorkload.Generator.FIO.text()))) {
            problems.add(
                    place,
                    name,
                    "fio keeps no ledger by which its copy could be compared with those of the others",
                    "a workload without generator: fio");
        } else if (!fields.has("survivor")) {
            problems.add(
                    place,
                    name,
                    "nothing says which copy must go together with those of the others",
                    "a storage workload with 'survivor'");
        }
    }

    /**
     * The workloads as members of their groups.
     *
     * @param taken names of flows and workloads
     */
    List<Workload> grouped(List<Workload> workloads, Set<String> taken) {
        members.forEach((name, own) -> {
            Place place = firstNamed.getOrDefault(name, new Place("", 0));
            if (taken.contains(name)) {
                problems.add(place, name, "a flow or a workload has this name", "a name of its own");
            }
            if (own.size() < 2) {
                problems.add(
                        place,
                        name,
                        "only '" + own.getFirst() + "' is in this group, which says nothing that it does not say alone",
                        "two or more storage workloads with group: " + name);
            }
        });
        return workloads.stream().map(this::grouped).toList();
    }

    private Workload grouped(Workload workload) {
        return members.entrySet().stream()
                .filter(group -> group.getValue().contains(workload.name()))
                .findFirst()
                .map(group -> grouped(workload, new ConsistencyGroup(group.getKey(), group.getValue())))
                .orElse(workload);
    }

    private static Workload grouped(Workload workload, ConsistencyGroup group) {
        return workload instanceof StorageWorkload storage ? storage.in(group) : workload;
    }
}
