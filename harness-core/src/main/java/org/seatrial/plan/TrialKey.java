package org.seatrial.plan;

/**
 * Names a trial within a run: stable over resumption.
 *
 * @param repetition from 1; repetitions above the planned number replace invalid trials
 */
public record TrialKey(String lab, String trial, int repetition) {

    /** The trial's folder below {@code trials/}. */
    public String path() {
        return "%s/%s/%03d".formatted(lab, trial, repetition);
    }
}
