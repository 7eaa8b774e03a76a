package org.seatrial.replica.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.seatrial.lab.LabException;

/** Runs a program of the host to its end. */
final class Tool {

    private Tool() {}

    /**
     * What it printed on both streams.
     *
     * @throws LabException if it cannot be started, fails or does not end in time
     */
    static String run(Path folder, Duration limit, List<String> command) {
        String line = String.join(" ", command);
        try {
            Path output = Files.createTempFile(folder, "tool", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly().waitFor();
                }
                String said = Files.readString(output, StandardCharsets.UTF_8).strip();
                if (!ended) {
                    throw new LabException("'" + line + "' did not end within " + limit.toSeconds() + " s: " + said);
                }
                if (process.exitValue() != 0) {
                    throw new LabException("'" + line + "' ended with code " + process.exitValue() + ": " + said);
                }
                return said;
            } finally {
                Files.delete(output);
            }
        } catch (IOException refused) {
            throw new LabException("'" + line + "' could not be run: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while '" + line + "' ran", interrupted);
        }
    }
}
