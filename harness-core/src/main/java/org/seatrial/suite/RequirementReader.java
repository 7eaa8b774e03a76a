package org.seatrial.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.suite.Requirement.Outcome;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Workload;
import org.seatrial.verdict.Expectation;
import org.seatrial.verdict.ExpectationParser;

/** Reads the requirements of a suite. */
final class RequirementReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final FileProblems problems;
    private final List<Flow> traffic;
    private final List<Workload> workloads;
    private final List<TrialSpec> trials;
    private final Map<String, Place> ids = new HashMap<>();

    RequirementReader(FileProblems problems, List<Flow> traffic, List<Workload> workloads, List<TrialSpec> trials) {
        this.problems = problems;
        this.traffic = traffic;
        this.workloads = workloads;
        this.trials = trials;
    }

    List<Requirement> read(Fields suite) {
        List<Requirement> requirements = new ArrayList<>();
        suite.require("requirements", "a list of requirements");
        ExpectationParser.Names names = names(suite);
        for (YamlNode item : suite.list("requirements")) {
            Fields.asMap(item, problems)
                    .map(map -> requirements(new Fields(problems, map, SuiteKeys.REQUIREMENT), names))
                    .ifPresent(requirements::addAll);
        }
        if (suite.has("requirements") && suite.list("requirements").isEmpty()) {
            problems.add(suite.place("requirements"), "", "a suite without requirements shows nothing", "at least one");
        }
        return requirements;
    }

    /** Names as written, so that a flow or trial with a problem of its own is not called unknown here. */
    private ExpectationParser.Names names(Fields suite) {
        Set<String> flows = new LinkedHashSet<>();
        suite.node("traffic").ifPresent(node -> keysInto(node, flows));
        Set<String> written = new LinkedHashSet<>();
        suite.node("trials").ifPresent(node -> keysInto(node, written));
        Map<String, String> labs = new LinkedHashMap<>();
        written.forEach(name -> labs.put(name, Suite.DEFAULT_LAB));
        trials.forEach(trial -> labs.put(trial.name(), trial.lab()));
        trials.stream()
                .filter(trial -> trial.load().grows())
                .forEach(trial -> labs.put(trial.load().grownFrom(), trial.lab()));
        Set<String> actions = trials.stream()
                .flatMap(trial -> trial.actions().stream())
                .map(RecoveryAction::name)
                .collect(Collectors.toSet());
        return new ExpectationParser.Names(flows, WorkloadReader.names(suite), GroupReader.names(suite), actions, labs);
    }

    private static void keysInto(YamlNode node, Set<String> keys) {
        if (node instanceof YamlNode.Mapping map) {
            keys.addAll(map.entries().keySet());
        }
    }

    /** One as written; of a trial whose load grows one for each year. */
    private List<Requirement> requirements(Fields fields, ExpectationParser.Names names) {
        Optional<String> id = fields.requiredText("id");
        id.ifPresent(name -> checkId(name, fields.place("id")));
        Optional<String> text = fields.requiredText("text");
        Optional<String> expect = fields.requiredText("expect");
        Place place = fields.place("expect");
        boolean blocker = fields.bool("blocker", true);
        Outcome outcome = outcome(fields);
        Optional<Expectation> expectation = expect.flatMap(written -> ExpectationParser.parse(
                written, names, (token, reason, valid) -> problems.add(place, token, reason, valid)));
        if (id.isEmpty() || text.isEmpty() || expectation.isEmpty()) {
            return List.of();
        }
        Requirement written = new Requirement(id.get(), text.get(), expectation.get(), blocker, outcome);
        List<Requirement> all = new GrownRequirements(trials).of(written);
        all.forEach(one -> {
            if (!one.id().equals(written.id())) {
                checkId(one.id(), place);
            }
            new Showable(problems, traffic, workloads, trials).check(one.expect(), outcome, place);
        });
        return all;
    }

    private void checkId(String id, Place place) {
        if (!ID.matcher(id).matches()) {
            problems.add(place, id, "this cannot be a requirement's id", "letters, digits, - _ and .");
        }
        Place first = ids.putIfAbsent(id, place);
        if (first != null) {
            problems.add(place, id, "this id is taken by " + first, "an id once in the suite");
        }
    }

    private Outcome outcome(Fields fields) {
        Optional<String> written = fields.text("outcome");
        if (written.isEmpty()) {
            return Outcome.HOLDS;
        }
        return switch (written.get()) {
            case "holds" -> Outcome.HOLDS;
            case "violated" -> Outcome.VIOLATED;
            default -> {
                problems.add(
                        fields.place("outcome"),
                        written.get(),
                        "there is no such outcome",
                        NearNames.valid(written.get(), List.of("holds", "violated")));
                yield Outcome.HOLDS;
            }
        };
    }
}
