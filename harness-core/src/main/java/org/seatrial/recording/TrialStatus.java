package org.seatrial.recording;

/** What a trial is worth. */
public enum TrialStatus {
    VALID,
    /** Excluded for a reason knowable before the fault, or because the fault's effect was not proven. */
    INVALID,
    /** Stopped; its requirements are errors, never a failure of the design. */
    ABORTED
}
