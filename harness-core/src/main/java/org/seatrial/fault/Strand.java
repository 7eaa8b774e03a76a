package org.seatrial.fault;

import com.fasterxml.jackson.annotation.JsonValue;

/** Which direction of a link is struck. A is the first endpoint in the topology file. */
public enum Strand {
    BOTH("both"),
    A_TO_B("a-to-b"),
    B_TO_A("b-to-a");

    private final String text;

    Strand(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    public boolean aToB() {
        return this != B_TO_A;
    }

    public boolean bToA() {
        return this != A_TO_B;
    }
}
