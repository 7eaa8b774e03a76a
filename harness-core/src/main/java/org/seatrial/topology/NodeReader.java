package org.seatrial.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seatrial.input.Fields;
import org.seatrial.input.FileProblems;
import org.seatrial.input.NearNames;
import org.seatrial.input.Place;
import org.seatrial.input.YamlNode;

/** Reads the nodes of a topology, with inheritance: node over group over kind over defaults. */
final class NodeReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._|-]*");
    private static final List<String> LABELS = List.of("site", "role", "feeds");

    private final Fields topology;
    private final FileProblems problems;
    private final Optional<YamlNode.Mapping> defaults;
    private final Map<String, YamlNode.Mapping> kinds;
    private final Map<String, YamlNode.Mapping> groups;

    NodeReader(Fields topology) {
        this.topology = topology;
        this.problems = topology.problems();
        this.defaults = topology.map("defaults");
        defaults.ifPresent(this::checkKeys);
        this.kinds = named("kinds");
        this.groups = named("groups");
    }

    /** Adds every node to {@code nodes}; returns each with all it inherits. */
    Map<String, YamlNode.Mapping> read(Map<String, Node> nodes) {
        Map<String, YamlNode.Mapping> inherited = new LinkedHashMap<>();
        topology.require("nodes", "a map from node name to node");
        named("nodes").forEach((name, own) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(own.place(), name, "this cannot be a node's name", "letters, digits and - . _ |");
            }
            YamlNode.Mapping whole = inherit(own);
            inherited.put(name, whole);
            nodes.put(name, node(name, whole));
        });
        if (topology.node("nodes").filter(YamlNode.Mapping.class::isInstance).isPresent()
                && topology.map("nodes").orElseThrow().entries().isEmpty()) {
            problems.add(topology.place("nodes"), "", "the design has no nodes", "at least one node");
        }
        return inherited;
    }

    private Map<String, YamlNode.Mapping> named(String key) {
        Map<String, YamlNode.Mapping> maps = new LinkedHashMap<>();
        topology.map(key)
                .ifPresent(all -> all.entries().forEach((name, value) -> {
                    Optional<YamlNode.Mapping> map = value instanceof YamlNode.Nothing
                            ? Optional.of(new YamlNode.Mapping(value.place(), new LinkedHashMap<>()))
                            : Fields.asMap(value, problems);
                    map.ifPresent(found -> {
                        checkKeys(found);
                        maps.put(name, found);
                    });
                }));
        return maps;
    }

    private void checkKeys(YamlNode.Mapping node) {
        Fields fields = new Fields(problems, node, TopologyKeys.NODE);
        TopologyKeys.WITHIN_NODE.forEach(fields::fields);
        fields.map("labels");
        fields.map("env");
        if (node.get("stages").orElse(null) instanceof YamlNode.Mapping stages) {
            checkStages(stages);
        }
    }

    private void checkStages(YamlNode.Mapping stages) {
        for (YamlNode value : stages.entries().values()) {
            if (value instanceof YamlNode.Mapping stage) {
                Fields fields = new Fields(problems, stage, TopologyKeys.STAGE);
                for (YamlNode wait : fields.list("wait-for")) {
                    Fields.asMap(wait, problems).ifPresent(map -> new Fields(problems, map, TopologyKeys.WAIT_FOR));
                }
            }
        }
    }

    private YamlNode.Mapping inherit(YamlNode.Mapping own) {
        Optional<YamlNode.Mapping> group = text(own, "group")
                .or(() -> text(own, "kind").map(kinds::get).flatMap(map -> text(map, "group")))
                .or(() -> defaults.flatMap(map -> text(map, "group")))
                .flatMap(name -> {
                    if (!groups.containsKey(name)) {
                        problems.unknown(placeOf(own, "group"), "group", name, groups.keySet());
                    }
                    return Optional.ofNullable(groups.get(name));
                });
        Optional<String> kind = text(own, "kind")
                .or(() -> group.flatMap(map -> text(map, "kind")))
                .or(() -> defaults.flatMap(map -> text(map, "kind")));
        YamlNode.Mapping whole = new YamlNode.Mapping(own.place(), new LinkedHashMap<>());
        defaults.ifPresent(map -> over(map, whole));
        kind.map(kinds::get).ifPresent(map -> over(map, whole));
        group.ifPresent(map -> over(map, whole));
        over(own, whole);
        // A kind's own entry may not name another kind: the node's kind is the one it was looked up by.
        kind.ifPresent(name -> whole.entries().put("kind", new YamlNode.Scalar(placeOf(own, "kind"), name)));
        return whole;
    }

    /** Lays {@code upper} over {@code base}: maps merge, everything else replaces; an empty value leaves what is below. */
    private static void over(YamlNode.Mapping upper, YamlNode.Mapping base) {
        upper.entries().forEach((key, value) -> {
            switch (value) {
                case YamlNode.Nothing _ -> base.entries().putIfAbsent(key, value);
                case YamlNode.Mapping map
                when base.entries().get(key) instanceof YamlNode.Mapping below -> {
                    YamlNode.Mapping merged = new YamlNode.Mapping(map.place(), below.entries());
                    over(map, merged);
                    base.entries().put(key, merged);
                }
                case YamlNode.Mapping map -> base.entries().put(key, map);
                case YamlNode.Sequence list -> base.entries().put(key, list);
                case YamlNode.Scalar scalar -> base.entries().put(key, scalar);
            }
        });
    }

    private Node node(String name, YamlNode.Mapping whole) {
        String kind = text(whole, "kind").orElse("");
        if (kind.isEmpty()) {
            problems.add(
                    whole.place(),
                    "",
                    "the node has no kind, neither of its own nor by group or defaults",
                    "kind: linux",
                    "give it a kind");
        } else if (TopologyKeys.HOST_KINDS.contains(kind)) {
            problems.add(
                    placeOf(whole, "kind"),
                    kind,
                    "nodes of this kind are parts of the host and cannot be certified",
                    "kind: linux, or the kind of a network operating system",
                    "use a node of kind bridge");
        }
        Map<String, String> labels = whole.get("labels").map(YamlNode::texts).orElseGet(LinkedHashMap::new);
        if (whole.get("labels").orElse(null) instanceof YamlNode.Mapping written) {
            written.entries()
                    .forEach((label, value) -> NearMiss.of(label, LABELS)
                            .ifPresent(meant -> problems.add(
                                    value.place(),
                                    label,
                                    "this label is almost '" + meant + "'",
                                    meant,
                                    "correct or rename it")));
        }
        return new Node(
                name,
                kind,
                text(whole, "image").orElse(""),
                role(labels, labelPlace(whole, "role")),
                labels.getOrDefault("site", ""),
                feeds(labels, labelPlace(whole, "feeds")),
                labels);
    }

    private Role role(Map<String, String> labels, Place place) {
        String role = labels.getOrDefault("role", "sut");
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "sut" -> Role.SUT;
            case "tester" -> Role.TESTER;
            default -> {
                problems.add(place, role, "there is no such role", NearNames.valid(role, List.of("sut", "tester")));
                yield Role.SUT;
            }
        };
    }

    private List<String> feeds(Map<String, String> labels, Place place) {
        List<String> feeds = new ArrayList<>();
        String written = labels.getOrDefault("feeds", "");
        if (written.isBlank()) {
            return feeds;
        }
        for (String part : written.split(",", -1)) {
            String feed = part.strip();
            if (feed.isEmpty() || feeds.contains(feed)) {
                problems.add(place, written, "a power feed is empty or named twice", "feeds: \"a,b\"");
                return feeds;
            }
            feeds.add(feed);
        }
        return feeds;
    }

    private static Place labelPlace(YamlNode.Mapping node, String label) {
        return node.get("labels").orElse(node) instanceof YamlNode.Mapping labels
                ? placeOf(labels, label)
                : node.place();
    }

    private static Place placeOf(YamlNode.Mapping map, String key) {
        return map.get(key).map(YamlNode::place).orElse(map.place());
    }

    private static Optional<String> text(YamlNode.Mapping map, String key) {
        return map.get(key)
                .flatMap(
                        node -> node instanceof YamlNode.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }
}
