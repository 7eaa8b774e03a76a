package org.seatrial.engine.stamp;

/** Why a reflector did not answer a packet. */
public enum Refusal {
    TOO_SHORT("shorter than the reply would be"),
    TOO_LONG("longer than " + DatagramBatch.LONGEST_BYTES + " octets"),
    NOT_AUTHENTIC("not signed with the key"),
    CORRUPT("with an error estimate of multiplier 0, which counts as corrupt (RFC 4656 section 4.1.2)"),
    NOT_ALLOWED("from an address that is not allowed"),
    SERVICE_PORT("from a port below 1024 or the reflector's own, where a reply could start a loop"),
    NOT_UNICAST("sent to more than one host"),
    OVER_RATE("above the limit of replies a second"),
    NO_ROOM("of a new session while the table of sessions was full"),
    NOT_SENT("whose reply the kernel refused");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** Ends a sentence that begins "packets". */
    public String text() {
        return text;
    }
}
