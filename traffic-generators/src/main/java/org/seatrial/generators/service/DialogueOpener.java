package org.seatrial.generators.service;

import java.io.IOException;

/** Begins exchanges of one kind. Called in the client's network namespace. */
@FunctionalInterface
interface DialogueOpener {

    /**
     * Sends the request, or starts to connect.
     *
     * @throws NotAskedException if this machine has no socket left: the request was never made
     * @throws IOException if the network refuses it at once: a bad answer
     */
    Dialogue open(int stream, long sequence, long nowNs) throws IOException;
}
