package org.seatrial.generators.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;

/** Closes sockets whose exchange is over. */
final class Closing {

    private Closing() {}

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("a client's socket could not be closed", failed);
        }
    }
}
