package org.seatrial.traffic;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How exactly packets leave at their instants, and what that costs the machine which the design under test shares. */
public enum Precision {
    /**
     * The sender spins before each instant: within a microsecond as a rule, for up to two thirds of a core, or for a whole
     * one where there are four or more.
     */
    PRECISE("precise"),
    /** The sender sleeps: within some 200 µs, for a few percent of a core. */
    LIGHT("light");

    private final String text;

    Precision(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    public static Optional<Precision> named(String text) {
        return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Precision::text).toList();
    }
}
