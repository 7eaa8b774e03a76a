package org.seatrial.suite;

import org.seatrial.verdict.Expectation;

/**
 * One sentence of the acceptance criteria.
 *
 * @param text what the contract says, in words
 * @param expect the same as a measurement
 * @param blocker whether failing it rejects the design; else it warns
 * @param outcome what is to be shown
 */
public record Requirement(String id, String text, Expectation expect, boolean blocker, Outcome outcome) {

    /** What a requirement is to show. */
    public enum Outcome {
        /** The expectation holds. */
        HOLDS,
        /** A weakness is demonstrated: the expectation is proven not to hold. */
        VIOLATED
    }
}
