package org.seatrial.verdict;

/** The verdict on one requirement, from best to worst; of several, the worst wins. */
public enum Verdict {
    /** The element it speaks of is not part of this design; says why. */
    NOT_APPLICABLE,
    /** The whole uncertainty interval is inside the limit. */
    PASS,
    /** Could not tell: the limit is inside the interval, or there is not enough evidence. */
    INCONCLUSIVE,
    /** The limit was broken, or what was claimed was not demonstrated. */
    FAIL,
    /** The lab or the harness failed, so the design was not judged. */
    ERROR;

    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
