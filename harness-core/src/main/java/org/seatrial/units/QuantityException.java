package org.seatrial.units;

/** A text that is not a quantity of the dimension asked for. */
public final class QuantityException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String valid;

    QuantityException(String reason, String valid) {
        super(reason + "; valid: " + valid);
        this.reason = reason;
        this.valid = valid;
    }

    public String reason() {
        return reason;
    }

    /** What would be valid, with an example. */
    public String valid() {
        return valid;
    }
}
