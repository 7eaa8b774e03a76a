package org.seatrial.verdict;

import java.util.List;

/**
 * The verdict on one requirement and what it rests on. Numbers are text with unit where people read them, and raw in
 * {@code measured}.
 *
 * @param requirement its id
 * @param text the requirement in words
 * @param expect the expectation as written
 * @param because one sentence: why this verdict
 * @param measured the deciding value
 * @param trials keys of the valid trials it rests on
 * @param excluded keys of invalid trials in its scope, with the reason after a colon
 * @param values the measured value of each valid trial, in the order of {@code trials}
 */
public record Finding(
        String requirement,
        String text,
        String expect,
        boolean blocker,
        Verdict verdict,
        String because,
        Measured measured,
        List<String> trials,
        List<String> excluded,
        List<Measured> values) {

    /** How the sentence of a claim begins that was shown not to be true. */
    static final String VIOLATED = "violated";

    public Finding {
        trials = List.copyOf(trials);
        excluded = List.copyOf(excluded);
        values = List.copyOf(values);
    }

    /** Whether it passed because a weakness of the design was shown, as the requirement asks. */
    public boolean showsWeakness() {
        return verdict == Verdict.PASS && because.startsWith(VIOLATED + ":");
    }
}
