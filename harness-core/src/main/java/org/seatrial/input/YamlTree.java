package org.seatrial.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns a composed document into {@link YamlNode}s with places. Aliases and merge keys ({@code <<}) are resolved,
 * within bounds: a document that grows or nests without end by its aliases is a problem, not a crash.
 */
final class YamlTree {

    private static final int DEEPEST = 60;
    private static final int LARGEST = 200_000;
    private static final String MERGE = "<<";

    private final FileProblems problems;
    private int nodes;
    private boolean tooLarge;

    YamlTree(FileProblems problems) {
        this.problems = problems;
    }

    YamlNode of(Node root) {
        return convert(root, new Place("", line(root)), 0);
    }

    private YamlNode convert(Node node, Place place, int depth) {
        nodes++;
        if (depth > DEEPEST || nodes > LARGEST) {
            if (!tooLarge) {
                tooLarge = true;
                String reason = "the document nests deeper than " + DEEPEST + " levels or has more than " + LARGEST
                        + " values after its aliases are resolved";
                problems.add(place, "", reason, "a plain document", "remove aliases that contain themselves");
            }
            return new YamlNode.Nothing(place);
        }
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> new YamlNode.Nothing(place);
            case ScalarNode scalar -> new YamlNode.Scalar(new Place(place.path(), line(scalar)), scalar.getValue());
            case SequenceNode list -> sequence(list, place, depth);
            case MappingNode map -> new YamlNode.Mapping(place, entries(map, place, depth));
            default -> throw new IllegalStateException("the YAML composer gave a node of type " + node.getNodeType());
        };
    }

    private YamlNode sequence(SequenceNode list, Place place, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(convert(item, place.item(items.size(), line(item)), depth + 1));
        }
        return new YamlNode.Sequence(place, items);
    }

    private SequencedMap<String, YamlNode> entries(MappingNode map, Place place, int depth) {
        SequencedMap<String, YamlNode> entries = new LinkedHashMap<>();
        SequencedMap<String, YamlNode> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode name)) {
                problems.add(
                        new Place(place.path(), line(key)),
                        "",
                        "a key must be a name, this one is a list or a map",
                        "quote text that begins with a bracket or a brace");
                continue;
            }
            Place at = place.child(name.getValue(), line(name));
            if (name.getValue().equals(MERGE) && name.isPlain()) {
                merge(convert(tuple.getValueNode(), place, depth + 1), at, merged);
            } else if (entries.containsKey(name.getValue())) {
                YamlNode first = entries.get(name.getValue());
                String where = name.getStartMark().map(YamlTree::lineAndColumn).orElse("");
                problems.add(
                        at,
                        name.getValue(),
                        "this key is here twice, first on line " + first.place().line() + ", again on " + where,
                        "each key once in a map",
                        "remove one of them");
            } else {
                entries.put(name.getValue(), convert(tuple.getValueNode(), at, depth + 1));
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private void merge(YamlNode source, Place at, SequencedMap<String, YamlNode> merged) {
        switch (source) {
            case YamlNode.Mapping map -> map.entries().forEach(merged::putIfAbsent);
            case YamlNode.Sequence list -> list.items().forEach(item -> merge(item, at, merged));
            case YamlNode.Scalar scalar ->
                problems.add(at, scalar.text(), "only a map can be merged in", "an alias of a map: '<<: *name'");
            case YamlNode.Nothing _ -> problems.add(at, "", "only a map can be merged in", "'<<: *name'");
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    private static String lineAndColumn(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
