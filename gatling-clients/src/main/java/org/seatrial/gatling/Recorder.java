package org.seatrial.gatling;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a line for each request that is made and one for each that is over, at once: whoever kills this process loses
 * nothing. A line is whole if it ends with a semicolon. The number of a user, from 1, is the number of its only request.
 */
final class Recorder {

    private final OutputStream file;

    Recorder(Path file) {
        try {
            this.file = Files.newOutputStream(file);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** About to be made. */
    void asked(long user) {
        write("asked", user, System.nanoTime());
    }

    /** Over, well or not. */
    void answered(long user, boolean good) {
        write(good ? "good" : "bad", user, System.nanoTime());
    }

    private synchronized void write(String what, long user, long atNs) {
        try {
            file.write((what + "\t" + user + "\t" + atNs + ";\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
