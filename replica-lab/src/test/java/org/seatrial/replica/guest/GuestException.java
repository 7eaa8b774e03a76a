package org.seatrial.replica.guest;

/** A guest could not be made or did not do what it was started for; the message says what is missing. */
public final class GuestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GuestException(String message) {
        super(message);
    }

    public GuestException(String message, Throwable cause) {
        super(message, cause);
    }
}
