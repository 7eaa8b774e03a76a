package org.seatrial.fault.device.drbd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What hosts said at a look. Those of 8 were kept of two guests with Debian's kernel and {@code drbd-utils}; those of 9
 * are in the form that its tools print, because no kernel with DRBD 9 was at hand.
 */
final class Answers {

    private Answers() {}

    static String of(String name) {
        try (InputStream in = Answers.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new AssertionError("there is no answer " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
