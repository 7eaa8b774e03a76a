package org.seatrial.run;

/** The run was asked to stop. What was broken is still healed, and what was measured is kept. */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CancelledException(String reason) {
        super(reason);
    }
}
