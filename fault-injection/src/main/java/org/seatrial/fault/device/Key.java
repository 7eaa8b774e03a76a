package org.seatrial.fault.device;

import java.util.List;

/**
 * A key of an inventory that an adapter reads.
 *
 * @param kind what its value is
 * @param required whether it must be there
 * @param choices the valid values of a {@link Kind#CHOICE}; else empty
 * @param meaning what it is, with its usual value if it may be left out
 */
public record Key(String name, Kind kind, boolean required, List<String> choices, String meaning) {

    /** What the value of a key is. */
    public enum Kind {
        TEXT("a text"),
        NUMBER("a whole number, zero or more"),
        CHOICE("one of the choices"),
        TIME("a time, for example 90 s"),
        /** A program and its arguments. */
        WORDS("a list of texts"),
        SECRET("{env: NAME} or {file: PATH}"),
        /** Names to texts or secrets. */
        OPTIONS("a map of names to texts or secrets");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Key {
        choices = List.copyOf(choices);
    }

    public static Key required(String name, Kind kind, String meaning) {
        return new Key(name, kind, true, List.of(), meaning);
    }

    public static Key optional(String name, Kind kind, String meaning) {
        return new Key(name, kind, false, List.of(), meaning);
    }

    public static Key choice(String name, boolean required, List<String> choices, String meaning) {
        return new Key(name, Kind.CHOICE, required, choices, meaning);
    }
}
