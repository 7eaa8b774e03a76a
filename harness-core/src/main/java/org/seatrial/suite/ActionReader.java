package org.seatrial.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.fault.Struck;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;
import org.seatrial.units.Dimension;

/** Reads what the operator does in a trial: {@code recovery-actions: [{name: …, on: NODE, run: [FILE, …], …}]}. */
final class ActionReader {

    static final Duration AFTER = Duration.ZERO;
    static final Duration WITHIN = Duration.ofSeconds(1);

    private static final String EXAMPLE = "{name: isolate, on: dc1-leaf1, run: [runbook/isolate.sh], after: 500 ms}";

    private final FileProblems problems;
    private final Optional<Design> design;
    private final Path folder;

    /** @param folder of the suite, in which the programs are */
    ActionReader(FileProblems problems, Optional<Design> design, Path folder) {
        this.problems = problems;
        this.design = design;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * The actions of a trial in the order of time.
     *
     * @param faults of the trial: a node without power runs no program
     * @param hold the time in which they must be over
     */
    List<RecoveryAction> read(Fields trial, List<FaultSpec> faults, Duration hold) {
        List<RecoveryAction> actions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlNode item : trial.list("recovery-actions")) {
            Fields.asMap(item, problems)
                    .map(map -> new Fields(problems, map, SuiteKeys.RECOVERY_ACTION))
                    .flatMap(fields -> action(fields, faults))
                    .ifPresent(actions::add);
        }
        actions.sort(Comparator.comparing(RecoveryAction::after));
        Place place = trial.place("recovery-actions");
        RecoveryAction before = null;
        for (RecoveryAction action : actions) {
            if (!names.add(action.name())) {
                problems.add(place, action.name(), "two recovery actions of the trial have this name", "each its own");
            }
            if (before != null && before.latestEnd().compareTo(action.after()) > 0) {
                problems.add(
                        place,
                        action.name(),
                        "it would begin before '" + before.name() + "' is over (" + millis(before.latestEnd())
                                + " after the fault)",
                        "an 'after' of at least " + millis(before.latestEnd()) + ", or a shorter 'within' before it");
            }
            if (action.latestEnd().compareTo(hold) > 0) {
                problems.add(
                        place,
                        action.name(),
                        "it may end " + millis(action.latestEnd()) + " after the fault, which is healed after "
                                + millis(hold),
                        "'after' and 'within' that together are at most 'hold'",
                        "lengthen 'hold'");
            }
            before = action;
        }
        return actions;
    }

    private Optional<RecoveryAction> action(Fields fields, List<FaultSpec> faults) {
        Optional<String> name = fields.requiredText("name");
        name.filter(text -> !SuiteReader.NAME.matcher(text).matches())
                .ifPresent(text -> problems.add(
                        fields.place("name"), text, "this cannot be an action's name", SuiteReader.NAME_RULE));
        Optional<String> node = fields.requiredText("on");
        node.ifPresent(text -> node(text, fields.place("on"), faults));
        fields.require("run", "a list of a file of the suite and its arguments, as in " + EXAMPLE);
        List<String> run = command(fields, "run");
        List<String> undo = command(fields, "undo");
        Duration after = time(fields, "after", AFTER);
        Duration within = time(fields, "within", WITHIN);
        Duration undoWithin = time(fields, "undo-within", within);
        someTime(within, "within", fields);
        someTime(undoWithin, "undo-within", fields);
        if (fields.has("undo-within") && undo.isEmpty()) {
            problems.add(
                    fields.place("undo-within"), "", "there is nothing to take back", "'undo' as well, or neither");
        }
        return name.isEmpty() || node.isEmpty() || run.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecoveryAction(name.get(), node.get(), run, undo, after, within, undoWithin));
    }

    private void someTime(Duration time, String key, Fields fields) {
        if (time.isZero()) {
            problems.add(fields.place(key), "", "nothing ends in no time", "a time above 0");
        }
    }

    private void node(String name, Place place, List<FaultSpec> faults) {
        if (design.isEmpty()) {
            return;
        }
        if (design.get().node(name).isEmpty()) {
            problems.unknown(
                    place, "node in the design", name, design.get().nodes().keySet());
            return;
        }
        boolean dark = faults.stream()
                .flatMap(fault -> fault.candidates().stream())
                .anyMatch(fault -> fault.struck() instanceof Struck.OnNodes on
                        && on.dark()
                        && on.nodes().contains(name));
        if (dark) {
            problems.add(place, name, "this node may be without power in this trial", "a node that keeps its power");
        }
    }

    private List<String> command(Fields fields, String key) {
        List<String> words = new ArrayList<>();
        for (YamlNode item : fields.list(key)) {
            if (item instanceof YamlNode.Scalar scalar) {
                words.add(scalar.text());
            } else {
                problems.add(item.place(), item.shown(), "this is " + item.kind(), "a text");
            }
        }
        if (fields.has(key) && words.isEmpty()) {
            problems.add(fields.place(key), "", "there is nothing to run", "[FILE, ARGUMENT, ...]");
        }
        if (!words.isEmpty()) {
            program(words.getFirst(), fields.place(key));
        }
        return words;
    }

    private void program(String name, Place place) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            // The suite's digest covers what is run: a runbook that can change unseen certifies nothing.
            problems.add(place, name, "the program is outside the suite's folder", "a file in " + folder);
        } else if (!Files.isRegularFile(file)) {
            problems.add(place, name, "there is no such file in the suite's folder", "a file in " + folder);
        }
    }

    private static Duration time(Fields fields, String key, Duration otherwise) {
        return fields.quantity(key, Dimension.TIME)
                .map(time -> Duration.ofNanos(Math.round(time.base())))
                .orElse(otherwise);
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
