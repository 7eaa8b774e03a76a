package org.seatrial.run;

/** A trial must be excluded, for a reason that does not depend on its outcome. */
final class TrialInvalidException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrialInvalidException(String reason) {
        super(reason);
    }
}
