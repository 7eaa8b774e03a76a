package org.seatrial.run;

/** An abort condition holds: the trial ends now and is healed; it says nothing of the design. */
final class TrialAbortedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrialAbortedException(String seen) {
        super(seen);
    }
}
