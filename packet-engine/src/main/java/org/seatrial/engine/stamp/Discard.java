package org.seatrial.engine.stamp;

/** Why a sender did not use a datagram that the reflector's address sent. */
public enum Discard {
    TOO_SHORT("too short for a reply"),
    NOT_AUTHENTIC("not signed with the key"),
    CORRUPT("with an error estimate of multiplier 0, which counts as corrupt (RFC 4656 section 4.1.2)"),
    OTHER_SESSION("of another session"),
    NOT_OURS("that answer nothing that was sent");

    private final String text;

    Discard(String text) {
        this.text = text;
    }

    /** Ends a sentence that begins "replies". */
    public String text() {
        return text;
    }
}
