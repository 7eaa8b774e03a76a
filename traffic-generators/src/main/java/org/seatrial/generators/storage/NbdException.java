package org.seatrial.generators.storage;

/** A target does not speak the protocol as it should, refuses, or is gone. */
final class NbdException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NbdException(String message) {
        super(message);
    }
}
