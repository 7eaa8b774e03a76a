package org.seatrial.fault;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which end of a cable sees the carrier go. Near is the first endpoint in the topology file. */
public enum CableEnd {
    /** What a pulled copper cable does. */
    BOTH_ENDS("both-ends"),
    NEAR_END("near-end"),
    FAR_END("far-end");

    private final String text;

    CableEnd(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }
}
