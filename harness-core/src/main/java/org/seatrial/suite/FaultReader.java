package org.seatrial.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Strand;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.topology.Role;
import org.seatrial.units.Dimension;

/** Reads the faults of a trial: {@code fault: {cable-pull: {link: a}}} or several in a list {@code faults}. */
final class FaultReader {

    private static final String EXAMPLE = "{cable-pull: {link: fibre-a}}";

    private final FileProblems problems;
    private final Optional<Design> design;
    private final boolean linksKnown;

    /**
     * @param design empty if it could not be read; then links and nodes are not looked up
     * @param linksKnown whether the design has every link that its file names; if not, links are not looked up
     */
    FaultReader(FileProblems problems, Optional<Design> design, boolean linksKnown) {
        this.problems = problems;
        this.design = design;
        this.linksKnown = linksKnown;
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
            fault.candidates().forEach(candidate -> targets.add(kindOfTarget(candidate) + " " + candidate.target()));
            for (String target : targets) {
                if (!struck.add(target)) {
                    problems.add(
                            trial.place("faults"),
                            target,
                            "two faults of one trial could strike it, and the second would heal the first",
                            "faults on different targets");
                }
            }
        }
        return faults;
    }

    private static String kindOfTarget(Fault fault) {
        return switch (fault) {
            case Fault.CablePull _, Fault.SilentCut _ -> "link";
            case Fault.PowerOff _ -> "node";
        };
    }

    private Optional<FaultSpec> fault(YamlNode.Mapping map, List<String> keys) {
        Fields fields = new Fields(problems, map, keys);
        List<String> kinds = SuiteKeys.FAULT.stream().filter(fields::has).toList();
        Duration after = keys.contains("after")
                ? fields.quantity("after", Dimension.TIME)
                        .map(time -> Duration.ofNanos(Math.round(time.base())))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
        if (kinds.size() != 1) {
            String reason = kinds.isEmpty() ? "no kind of fault is named" : "several faults in one entry";
            problems.add(map.place(), String.join(", ", kinds), reason, EXAMPLE + "; kinds: " + SuiteKeys.FAULT);
            return Optional.empty();
        }
        List<Fault> candidates = candidates(kinds.getFirst(), fields);
        return candidates.isEmpty() ? Optional.empty() : Optional.of(new FaultSpec(candidates, after));
    }

    private List<Fault> candidates(String kind, Fields fault) {
        return switch (kind) {
            case Fault.CABLE_PULL ->
                fault.fields(kind, SuiteKeys.CABLE_PULL)
                        .map(fields -> {
                            CableEnd end = word(fields, "end", CableEnd.values(), CableEnd::text, CableEnd.BOTH_ENDS);
                            return targets(fields, "link", link -> new Fault.CablePull(link, end));
                        })
                        .orElse(List.of());
            case Fault.SILENT_CUT ->
                fault.fields(kind, SuiteKeys.SILENT_CUT)
                        .map(fields -> {
                            Strand strand = word(fields, "strand", Strand.values(), Strand::text, Strand.BOTH);
                            return targets(fields, "link", link -> new Fault.SilentCut(link, strand));
                        })
                        .orElse(List.of());
            case Fault.POWER_OFF ->
                fault.fields(kind, SuiteKeys.POWER_OFF)
                        .map(fields -> targets(fields, "node", Fault.PowerOff::new))
                        .orElse(List.of());
            default -> throw new IllegalStateException("a fault kind is declared but not read: " + kind);
        };
    }

    private List<Fault> targets(Fields fields, String key, Function<String, Fault> fault) {
        if (fields.has(key) == fields.has("one-of")) {
            String reason = fields.has(key) ? "'" + key + "' stands beside 'one-of'" : "what is struck is missing";
            problems.add(fields.place(), "", reason, key + ": NAME, or one-of: [NAME, NAME]");
            return List.of();
        }
        Map<String, Place> names = fields.has(key)
                ? fields.text(key).map(name -> Map.of(name, fields.place(key))).orElse(Map.of())
                : fields.texts("one-of");
        if (fields.has("one-of") && names.isEmpty()) {
            problems.add(fields.place("one-of"), "", "there is nothing to choose from", "one-of: [NAME, NAME]");
        }
        List<Fault> faults = new ArrayList<>();
        names.forEach((name, place) -> {
            if (key.equals("link") ? isLink(name, place) : isNode(name, place)) {
                faults.add(fault.apply(name));
            }
        });
        return faults.size() == names.size() ? faults : List.of();
    }

    private boolean isLink(String name, Place place) {
        if (design.isEmpty() || !linksKnown || design.get().link(name).isPresent()) {
            return true;
        }
        List<String> links = design.get().links().stream().map(Link::name).toList();
        problems.unknown(place, "link in the design", name, links);
        return false;
    }

    private boolean isNode(String name, Place place) {
        if (design.isEmpty()) {
            return true;
        }
        if (design.get().node(name).isEmpty()) {
            problems.unknown(
                    place, "node in the design", name, design.get().nodes().keySet());
            return false;
        }
        if (design.get().node(name).map(node -> node.role() == Role.TESTER).orElse(false)) {
            problems.add(
                    place,
                    name,
                    "this node is test equipment (label role: tester), losing it says nothing about the design",
                    "a node with role sut");
            return false;
        }
        return true;
    }

    private <T> T word(Fields fields, String key, T[] values, Function<T, String> text, T otherwise) {
        Optional<String> written = fields.text(key);
        if (written.isEmpty()) {
            return otherwise;
        }
        Optional<T> found = Arrays.stream(values)
                .filter(value -> text.apply(value).equals(written.get()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> words = Arrays.stream(values).map(text).toList();
            problems.add(
                    fields.place(key), written.get(), "there is no such " + key, NearNames.valid(written.get(), words));
        }
        return found.orElse(otherwise);
    }
}
