package org.seatrial.lab;

/** The lab, not the design, failed: exit code 3. The message names the part, the reason and the next action. */
public class LabException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
