package org.seatrial.recording;

import com.fasterxml.jackson.annotation.JsonValue;

/** The phase of a trial that a sample belongs to, by its intended instant. */
public enum Phase {
    BASELINE("baseline"),
    FAULT("fault"),
    RECOVERY("recovery");

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    /** The tag in histogram logs. */
    @JsonValue
    public String text() {
        return text;
    }
}
