package org.seatrial.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A node of a YAML document that knows where it stands. Scalars stay text: {@code 1.10} is not the number 1.1. */
public sealed interface YamlNode {

    Place place();

    /** What it is, for messages. */
    String kind();

    /** The value as a person would recognise it; collections are abbreviated to nothing. */
    String shown();

    /** A value written out. */
    record Scalar(Place place, String text) implements YamlNode {
        @Override
        public String kind() {
            return "a single value";
        }

        @Override
        public String shown() {
            return text;
        }
    }

    /** A key without a value, {@code null} or {@code ~}. */
    record Nothing(Place place) implements YamlNode {
        @Override
        public String kind() {
            return "empty";
        }

        @Override
        public String shown() {
            return "";
        }
    }

    /** A list. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public String shown() {
            return "";
        }
    }

    /** A map, in file order. */
    record Mapping(Place place, SequencedMap<String, YamlNode> entries) implements YamlNode {
        public Mapping {
            entries = new LinkedHashMap<>(entries);
        }

        public Optional<YamlNode> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public String kind() {
            return "a map";
        }

        @Override
        public String shown() {
            return "";
        }
    }

    /** Every scalar below and including this node, in file order. */
    default List<Scalar> scalars() {
        return switch (this) {
            case Scalar scalar -> List.of(scalar);
            case Nothing _ -> List.of();
            case Sequence list -> scalarsOf(list.items());
            case Mapping map -> scalarsOf(map.entries().values());
        };
    }

    private static List<Scalar> scalarsOf(Iterable<YamlNode> nodes) {
        List<Scalar> all = new ArrayList<>();
        nodes.forEach(node -> all.addAll(node.scalars()));
        return all;
    }

    /** The scalar entries of this map as text; empty for anything else. */
    default Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        if (this instanceof Mapping map) {
            map.entries().forEach((key, value) -> {
                if (value instanceof Scalar scalar) {
                    texts.put(key, scalar.text());
                }
            });
        }
        return texts;
    }
}
