package org.seatrial.report.attestation;

/** Something of a run folder cannot be verified; the message says what and why. */
final class UnverifiableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnverifiableException(String message) {
        super(message);
    }

    UnverifiableException(String message, Throwable cause) {
        super(message, cause);
    }
}
