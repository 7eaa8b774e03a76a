package org.seatrial.recording;

/** A line of a log that is not what it must be; whoever knows its number makes an {@link EvidenceException} of it. */
final class BadLineException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason reads on behind "line 7 " */
    BadLineException(String reason) {
        super(reason);
    }

    BadLineException(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
