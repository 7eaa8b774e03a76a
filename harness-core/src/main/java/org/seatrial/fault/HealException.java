package org.seatrial.fault;

/** A fault could not be undone: the lab is broken and every later trial is an error with this cause. */
public final class HealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HealException(String message) {
        super(message);
    }

    public HealException(String message, Throwable cause) {
        super(message, cause);
    }
}
