package org.seatrial.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Struck;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;
import org.seatrial.units.Dimension;

/** Reads the faults of a trial: {@code fault: {cable-pull: {link: a}}} or several in a list {@code faults}. */
final class FaultReader {

    private static final String EXAMPLE = "{cable-pull: {link: fibre-a}}";

    /** Before the name of a storage workload in {@code after}. */
    private static final String RESYNCHRONISING = "resynchronising ";

    private final FileProblems problems;
    private final FaultKindReader kinds;

    /**
     * @param design empty if it could not be read; then links and nodes are not looked up
     * @param linksKnown whether the design has every link that its file names; if not, links are not looked up
     */
    FaultReader(FileProblems problems, Optional<Design> design, boolean linksKnown) {
        this.problems = problems;
        this.kinds = new FaultKindReader(problems, new FaultTargets(problems, design, linksKnown));
    }

    List<FaultSpec> read(Fields trial) {
        List<FaultSpec> faults = new ArrayList<>();
        if (trial.has("fault") && trial.has("faults")) {
            problems.add(trial.place("faults"), "", "'fault' stands beside 'faults'", "one of the two");
        }
        trial.map("fault").ifPresent(map -> fault(map, SuiteKeys.FAULT).ifPresent(faults::add));
        for (YamlNode item : trial.list("faults")) {
            Fields.asMap(item, problems)
                    .flatMap(map -> fault(map, SuiteKeys.LATER_FAULT))
                    .ifPresent(faults::add);
        }
        if (trial.has("faults") && trial.list("faults").isEmpty()) {
            problems.add(
                    trial.place("faults"), "", "the list of faults is empty", EXAMPLE, "remove it for a quiet trial");
        }
        Set<String> struck = new HashSet<>();
        for (FaultSpec fault : faults) {
            Set<String> targets = new HashSet<>();
            fault.candidates().forEach(candidate -> targets.addAll(targets(candidate)));
            for (String target : targets) {
                if (!struck.add(target)) {
                    problems.add(
                            trial.place("faults"),
                            target,
                            "two faults of one trial could strike it, and neither could be proven apart from the other",
                            "faults on different targets");
                }
            }
        }
        return faults;
    }

    private static List<String> targets(Fault fault) {
        return switch (fault.struck()) {
            case Struck.OnLink on -> List.of("link " + on.link());
            case Struck.OnNodes on ->
                on.nodes().stream().map(node -> "node " + node).toList();
        };
    }

    private Optional<FaultSpec> fault(YamlNode.Mapping map, List<String> keys) {
        Fields fields = new Fields(problems, map, keys);
        List<String> named = SuiteKeys.FAULT.stream().filter(fields::has).toList();
        Optional<String> resynchronising = keys.contains("after")
                ? fields.text("after")
                        .filter(text -> text.startsWith(RESYNCHRONISING))
                        .map(text -> text.substring(RESYNCHRONISING.length()).strip())
                : Optional.empty();
        Duration after = keys.contains("after") && resynchronising.isEmpty()
                ? fields.quantity("after", Dimension.TIME)
                        .map(time -> Duration.ofNanos(Math.round(time.base())))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
        if (named.size() != 1) {
            String reason = named.isEmpty() ? "no kind of fault is named" : "several faults in one entry";
            problems.add(map.place(), String.join(", ", named), reason, EXAMPLE + "; kinds: " + SuiteKeys.FAULT);
            return Optional.empty();
        }
        List<Fault> candidates = kinds.candidates(named.getFirst(), fields);
        return candidates.isEmpty() ? Optional.empty() : Optional.of(new FaultSpec(candidates, after, resynchronising));
    }
}
