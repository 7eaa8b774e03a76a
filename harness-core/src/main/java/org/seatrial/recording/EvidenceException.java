package org.seatrial.recording;

import java.io.IOException;
import java.nio.file.Path;

/** Evidence that is missing, damaged or not what its record says. The message begins with the file. */
public final class EvidenceException extends IOException {

    private static final long serialVersionUID = 1L;

    public EvidenceException(Path file, String reason) {
        super(file + ": " + reason);
    }

    public EvidenceException(Path file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
