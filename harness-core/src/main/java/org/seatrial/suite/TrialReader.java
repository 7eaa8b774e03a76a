package org.seatrial.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantity;

/** Reads the trials of a suite. */
final class TrialReader {

    private static final Duration STEADY = Duration.ofSeconds(1);
    private static final Duration HOLD = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_REPEATS = 100_000;
    private static final int MOST_YEARS = 50;
    private static final double MOST_GROWTH = 100;

    private final FileProblems problems;
    private final List<Flow> traffic;
    private final List<Workload> workloads;
    private final Set<String> labs;
    private final FaultReader faultReader;
    private final ActionReader actionReader;
    private final ThroughputReader searches;

    TrialReader(
            FileProblems problems,
            FaultReader faultReader,
            ActionReader actionReader,
            List<Flow> traffic,
            List<Workload> workloads,
            Set<String> labs) {
        this.problems = problems;
        this.traffic = traffic;
        this.workloads = workloads;
        this.labs = labs;
        this.faultReader = faultReader;
        this.actionReader = actionReader;
        this.searches = new ThroughputReader(problems, traffic);
    }

    List<TrialSpec> read(Fields suite) {
        List<TrialSpec> trials = new ArrayList<>();
        suite.require("trials", "a map from trial name to trial");
        Set<String> applications = WorkloadReader.names(suite);
        Set<String> flows =
                suite.map("traffic").map(map -> map.entries().keySet()).orElse(Set.of());
        suite.map("trials")
                .ifPresent(all -> all.entries().forEach((name, value) -> {
                    if (!SuiteReader.NAME.matcher(name).matches()) {
                        problems.add(value.place(), name, "this cannot be a trial's name", SuiteReader.NAME_RULE);
                    }
                    Fields.asMap(value, problems).ifPresent(map -> {
                        Fields fields = new Fields(problems, map, SuiteKeys.TRIAL);
                        trials.addAll(grown(trial(name, fields, flows, applications), fields));
                    });
                }));
        if (suite.has("trials") && trials.isEmpty()) {
            problems.add(suite.place("trials"), "", "the suite has no trials", "at least one trial");
        }
        return trials;
    }

    /** A trial whose load grows is a trial for each year, so that each has its repeats and its verdicts. */
    private List<TrialSpec> grown(TrialSpec trial, Fields fields) {
        Optional<Fields> growth = fields.fields("growth", SuiteKeys.GROWTH);
        if (growth.isEmpty()) {
            return List.of(trial);
        }
        if (fields.has("throughput")) {
            refuse(fields, List.of("growth"), "a search for throughput offers every load by itself");
        }
        Fields written = growth.get();
        written.require("yearly", "by how much the load grows in a year, for example '30 %'");
        written.require("years", "for how many years, for example 5");
        OptionalLong years = written.integer("years", 1, MOST_YEARS);
        Optional<Quantity> yearly = written.quantity("yearly", Dimension.RATIO);
        if (years.isEmpty() || yearly.isEmpty()) {
            return List.of(trial);
        }
        List<Load> loads = Load.growing(trial.name(), yearly.get().base(), (int) years.getAsLong());
        if (yearly.get().base() <= 0 || loads.getLast().factor() > MOST_GROWTH) {
            problems.add(
                    written.place("yearly"),
                    yearly.get().text(),
                    "the load would not grow, or to more than a hundred times today's",
                    "above 0 %, and at most 100 times in all years");
            return List.of(trial);
        }
        return loads.stream().map(trial::grown).toList();
    }

    private TrialSpec trial(String name, Fields fields, Set<String> flows, Set<String> applications) {
        List<FaultSpec> faults = faultReader.read(fields);
        Optional<ThroughputSpec> throughput = searches.read(fields);
        boolean quiet = !fields.has("fault") && !fields.has("faults");
        int repeat = (int) fields.integer("repeat", 1, MOST_REPEATS).orElse(1);
        if (fields.has("throughput")) {
            refuse(
                    fields,
                    List.of(
                            "fault",
                            "faults",
                            "for",
                            "steady",
                            "hold",
                            "recovery",
                            "recovery-actions",
                            "spares",
                            "workloads",
                            "bystanders"),
                    "a search for throughput has times of its own and no fault");
            List<String> names = traffic(fields, flows);
            Duration none = Duration.ZERO;
            return new TrialSpec(name, lab(fields), names, List.of(), none, none, none, repeat, List.of(), throughput);
        }
        if (quiet) {
            refuse(fields, List.of("steady", "hold", "recovery"), "a trial without fault is watched 'for' a time");
            refuse(fields, List.of("recovery-actions"), "a trial without fault has nothing to recover from");
            refuse(fields, List.of("spares", "bystanders"), "a trial without fault has no blast radius");
            fields.require("for", "how long it is watched, for example '20 s'");
            Duration watched = duration(fields, "for", STEADY);
            List<String> names = traffic(fields, flows);
            return new TrialSpec(
                    name,
                    lab(fields),
                    names,
                    faults,
                    watched,
                    Duration.ZERO,
                    Duration.ZERO,
                    repeat,
                    List.of(),
                    throughput,
                    List.of(),
                    workloads(fields, applications),
                    List.of(),
                    Load.TODAY);
        }
        refuse(fields, List.of("for"), "a trial with a fault has steady, hold and recovery times");
        Duration hold = duration(fields, "hold", HOLD);
        for (FaultSpec fault : faults) {
            if (fault.after().compareTo(hold) >= 0) {
                problems.add(
                        fields.place("faults"),
                        fault.kindName(),
                        "this fault would come when the first one is already healed",
                        "an 'after' shorter than 'hold'");
            }
            fault.resynchronising().ifPresent(mirrored -> resynchronising(fields, faults, fault, mirrored));
            Duration course = fault.candidates().getFirst().course();
            if (course.compareTo(hold) >= 0) {
                problems.add(
                        fields.place("hold"),
                        fault.kindName(),
                        "the fault takes " + course.toMillis() + " ms to run its course, and is healed after "
                                + hold.toMillis() + " ms",
                        "a 'hold' longer than that",
                        "lengthen 'hold'");
            }
        }
        List<String> names = traffic(fields, flows);
        List<String> asked = workloads(fields, applications);
        if (faults.size() > 1) {
            asked.forEach(workload -> survives(fields, workload));
        }
        return new TrialSpec(
                name,
                lab(fields),
                names,
                faults,
                duration(fields, "steady", STEADY),
                hold,
                duration(fields, "recovery", RECOVERY),
                repeat,
                actionReader.read(fields, faults, hold),
                throughput,
                subset(fields, "spares", names, "a flow of this trial's traffic can be watched"),
                asked,
                subset(
                        fields,
                        "bystanders",
                        Stream.concat(names.stream(), asked.stream()).toList(),
                        "a flow or workload of this trial can stand by"),
                Load.TODAY);
    }

    private void refuse(Fields fields, List<String> keys, String reason) {
        for (String key : keys) {
            if (fields.has(key)) {
                problems.add(fields.place(key), key, reason, "remove it");
            }
        }
    }

    private String lab(Fields fields) {
        Optional<String> lab = fields.text("lab");
        if (lab.isPresent()) {
            if (!labs.contains(lab.get())) {
                problems.unknown(fields.place("lab"), "lab", lab.get(), labs);
            }
            return lab.get();
        }
        if (labs.size() == 1) {
            return labs.iterator().next();
        }
        if (!labs.contains(Suite.DEFAULT_LAB)) {
            problems.add(fields.place(), "", "the suite has several labs and the trial names none", "lab: " + labs);
        }
        return Suite.DEFAULT_LAB;
    }

    /** @param declared flow names as written, so that a flow with a problem of its own is not called unknown here */
    private List<String> traffic(Fields fields, Set<String> declared) {
        Map<String, Place> names = fields.texts("traffic");
        if (names.isEmpty()) {
            problems.add(
                    fields.place("traffic"),
                    "",
                    "a trial without traffic measures nothing",
                    "traffic: a list of flows; " + NearNames.valid("", declared));
        }
        names.forEach((name, place) -> {
            if (!declared.contains(name)) {
                problems.unknown(place, "flow", name, declared);
            }
        });
        return names.keySet().stream()
                .filter(name -> traffic.stream().anyMatch(flow -> flow.name().equals(name)))
                .toList();
    }

    /** @param declared names as written, so that a workload with a problem of its own is not called unknown here */
    private List<String> workloads(Fields fields, Set<String> declared) {
        Map<String, Place> names = fields.texts("workloads");
        names.forEach((name, place) -> {
            if (!declared.contains(name)) {
                problems.unknown(place, "workload", name, declared);
            }
        });
        return names.keySet().stream()
                .filter(name -> workloads.stream().anyMatch(one -> one.name().equals(name)))
                .toList();
    }

    /** Without a survivor its copy is read once its writers are connected again, which may be before the next fault. */
    private void survives(Fields fields, String name) {
        boolean none = workloads.stream()
                .anyMatch(one -> one instanceof StorageWorkload storage
                        && storage.name().equals(name)
                        && storage.survivor().isEmpty()
                        && storage.generator() == StorageWorkload.Generator.SEATRIAL);
        if (none) {
            problems.add(
                    fields.place("workloads"),
                    name,
                    "nothing says which copy must have survived several faults",
                    "a storage workload with 'survivor'");
        }
    }

    /** What is filled again was interrupted before, by a fault that is over while the others last. */
    private void resynchronising(Fields fields, List<FaultSpec> faults, FaultSpec fault, String name) {
        boolean written = fields.texts("workloads").containsKey(name)
                && workloads.stream()
                        .anyMatch(one ->
                                one instanceof StorageWorkload && one.name().equals(name));
        if (!written) {
            problems.add(
                    fields.place("faults"),
                    name,
                    "no storage workload of this trial has this name, so that its mirror cannot be waited for",
                    "after: resynchronising NAME, one of the trial's workloads");
        }
        boolean interrupted = faults.subList(0, faults.indexOf(fault)).stream()
                .anyMatch(one -> !one.candidates().getFirst().course().isZero());
        if (!interrupted) {
            problems.add(
                    fields.place("faults"),
                    fault.kindName(),
                    "nothing before it begins and ends while the trial's faults last, so that no mirror would be"
                            + " filled",
                    "a fault that is over by itself before it: {reboot: {node: san2, off: 2 s}}");
        }
    }

    private List<String> subset(Fields fields, String key, List<String> of, String rule) {
        Map<String, Place> named = fields.texts(key);
        named.forEach((name, place) -> {
            if (!of.contains(name)) {
                problems.add(place, name, "only " + rule, NearNames.valid(name, of));
            }
        });
        return List.copyOf(named.keySet());
    }

    private Duration duration(Fields fields, String key, Duration otherwise) {
        Optional<Quantity> time = fields.quantity(key, Dimension.TIME);
        if (time.isEmpty()) {
            return otherwise;
        }
        Duration duration = Duration.ofNanos(Math.round(time.get().base()));
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            problems.add(fields.place(key), time.get().text(), "no trial can last so", "above 0, at most 168 h");
            return otherwise;
        }
        return duration;
    }
}
