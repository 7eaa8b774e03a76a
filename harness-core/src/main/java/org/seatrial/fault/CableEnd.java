package org.seatrial.fault;

import com.fasterxml.jackson.annotation.JsonValue;

/** What of a cable is taken, and which end sees it. Near, and a, is the first endpoint in the topology file. */
public enum CableEnd {
    /** What a pulled copper cable does. */
    BOTH_ENDS("both-ends", Strand.BOTH, true, true),
    NEAR_END("near-end", Strand.BOTH, true, false),
    FAR_END("far-end", Strand.BOTH, false, true),
    /** Of a fibre pair the strand toward the far end: that end sees no light, the near end still does. */
    STRAND_A_TO_B("strand-a-to-b", Strand.A_TO_B, false, true),
    /** Of a fibre pair the strand toward the near end. */
    STRAND_B_TO_A("strand-b-to-a", Strand.B_TO_A, true, false);

    private final String text;
    private final Strand strand;
    private final boolean darkensA;
    private final boolean darkensB;

    CableEnd(String text, Strand strand, boolean darkensA, boolean darkensB) {
        this.text = text;
        this.strand = strand;
        this.darkensA = darkensA;
        this.darkensB = darkensB;
    }

    @JsonValue
    public String text() {
        return text;
    }

    /** The directions in which the cable itself passes nothing any more. */
    public Strand strand() {
        return strand;
    }

    /** Whether the first endpoint loses its carrier. */
    public boolean darkensA() {
        return darkensA;
    }

    /** Whether the second endpoint does. */
    public boolean darkensB() {
        return darkensB;
    }
}
