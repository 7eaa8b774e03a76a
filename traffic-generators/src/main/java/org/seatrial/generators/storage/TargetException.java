package org.seatrial.generators.storage;

/** A target does not speak the protocol as it should, refuses, or is gone. */
final class TargetException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TargetException(String message) {
        super(message);
    }
}
