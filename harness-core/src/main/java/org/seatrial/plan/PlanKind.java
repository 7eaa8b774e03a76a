package org.seatrial.plan;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which plan of a suite. */
public enum PlanKind {
    /** The whole. */
    CERTIFY("certify"),
    /** Every trial once; judges statistical claims as "all trials"; certifies nothing. */
    SMOKE("smoke");

    private final String text;

    PlanKind(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
