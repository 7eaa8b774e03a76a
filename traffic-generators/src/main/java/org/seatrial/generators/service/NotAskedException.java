package org.seatrial.generators.service;

import java.io.IOException;

/** A request that was never made, because this machine could not make it. */
final class NotAskedException extends IOException {

    private static final long serialVersionUID = 1;

    NotAskedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
