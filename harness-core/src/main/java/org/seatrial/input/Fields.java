package org.seatrial.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.Quantity;
import org.seatrial.units.QuantityException;

/**
 * Reads the keys of one map by type. Keys that are not declared are reported at once; a key that is wrong is reported
 * and reads as absent, so that reading goes on and finds every problem.
 */
public final class Fields {

    private final FileProblems problems;
    private final YamlNode.Mapping map;
    private final List<String> declared;

    /** @param declared every key that may stand in the map, in the order messages list them */
    public Fields(FileProblems problems, YamlNode.Mapping map, List<String> declared) {
        this.problems = problems;
        this.map = map;
        this.declared = List.copyOf(declared);
        map.entries().forEach((key, value) -> {
            if (!declared.contains(key)) {
                problems.add(value.place(), key, "there is no such key here", NearNames.valid(key, declared));
            }
        });
    }

    public Place place() {
        return map.place();
    }

    public FileProblems problems() {
        return problems;
    }

    /** The place of a key's value; of the map if the key is absent. */
    public Place place(String key) {
        return map.get(key).map(YamlNode::place).orElse(map.place());
    }

    /** The value of a key, if it is there and not empty. */
    public Optional<YamlNode> node(String key) {
        if (!declared.contains(key)) {
            throw new IllegalArgumentException("the key '" + key + "' is read but not declared");
        }
        return map.get(key).filter(node -> !(node instanceof YamlNode.Nothing));
    }

    public boolean has(String key) {
        return node(key).isPresent();
    }

    public Optional<String> text(String key) {
        return node(key).flatMap(node -> scalar(node, "a text"));
    }

    public Optional<String> requiredText(String key) {
        require(key, "a text");
        return text(key);
    }

    public boolean bool(String key, boolean otherwise) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                problems.add(place(key), text.get(), "this is neither true nor false", "true, false");
                yield otherwise;
            }
        };
    }

    public OptionalLong integer(String key, long lowest, long highest) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String range = "a whole number from " + lowest + " to " + highest;
        try {
            long number = Long.parseLong(text.get());
            if (number >= lowest && number <= highest) {
                return OptionalLong.of(number);
            }
            problems.add(place(key), text.get(), "the number is out of range", range);
        } catch (NumberFormatException _) {
            problems.add(place(key), text.get(), "this is not a whole number", range);
        }
        return OptionalLong.empty();
    }

    public Optional<Quantity> quantity(String key, Dimension dimension) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(Quantities.parse(text, dimension));
            } catch (QuantityException e) {
                problems.add(place(key), text, e.reason(), e.valid());
                return Optional.empty();
            }
        });
    }

    /** The items of a list; empty if absent. */
    public List<YamlNode> list(String key) {
        return node(key)
                .map(node -> switch (node) {
                    case YamlNode.Sequence list -> list.items();
                    case YamlNode other -> {
                        problems.add(other.place(), other.shown(), "this is " + other.kind(), "a list");
                        yield List.<YamlNode>of();
                    }
                })
                .orElse(List.of());
    }

    /** A list of texts with the place of each, repeated ones reported; empty if absent. */
    public Map<String, Place> texts(String key) {
        Map<String, Place> texts = new LinkedHashMap<>();
        for (YamlNode item : list(key)) {
            scalar(item, "a text").ifPresent(text -> {
                if (texts.putIfAbsent(text, item.place()) != null) {
                    problems.add(item.place(), text, "this is in the list twice", "each once");
                }
            });
        }
        return texts;
    }

    public Optional<YamlNode.Mapping> map(String key) {
        return node(key).flatMap(node -> asMap(node, problems));
    }

    /** A map under a key, to be read with its own keys. */
    public Optional<Fields> fields(String key, List<String> keys) {
        return map(key).map(found -> new Fields(problems, found, keys));
    }

    public void require(String key, String what) {
        if (!has(key)) {
            problems.add(map.place(), "", "the key '" + key + "' is missing", key + ": " + what);
        }
    }

    /** A node as a map; anything else is reported. */
    public static Optional<YamlNode.Mapping> asMap(YamlNode node, FileProblems problems) {
        if (node instanceof YamlNode.Mapping found) {
            return Optional.of(found);
        }
        problems.add(node.place(), node.shown(), "this is " + node.kind(), "a map: 'key: value' lines, indented");
        return Optional.empty();
    }

    private Optional<String> scalar(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar) {
            return Optional.of(scalar.text());
        }
        problems.add(node.place(), node.shown(), "this is " + node.kind(), what);
        return Optional.empty();
    }
}
