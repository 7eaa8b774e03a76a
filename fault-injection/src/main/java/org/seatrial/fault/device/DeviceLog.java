package org.seatrial.fault.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.seatrial.recording.Json;
import tools.jackson.databind.SerializationFeature;

/**
 * {@code devices.jsonl}: every command given to a device, by whom, when, and what the device told afterwards.
 *
 * @param file made on first use
 */
record DeviceLog(Path file) {

    static final String NAME = "devices.jsonl";

    /** A line of the log; {@code at} is the wall clock of the harness, {@code who} a person or the user that runs us. */
    record Line(String at, String who, String device, String target, SwitchState asked, String became) {}

    synchronized void append(Line line) {
        try {
            Files.writeString(
                    file,
                    Json.mapper()
                                    .writer()
                                    .without(SerializationFeature.INDENT_OUTPUT)
                                    .writeValueAsString(line) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
