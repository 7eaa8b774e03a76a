package org.seatrial.fault.device.drbd;

/** What a host told of DRBD is no state of a mirror, so that nothing is known of it. */
final class DrbdException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrbdException(String message) {
        super(message);
    }

    DrbdException(String message, Throwable cause) {
        super(message, cause);
    }
}
