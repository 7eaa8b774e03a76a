package org.seatrial.benchmarks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Runs a program to its end. */
final class Program {

    private Program() {}

    /** What it printed, on both streams. */
    static String run(List<String> command) throws IOException {
        return run(command, Set.of(0));
    }

    /**
     * What it printed, on both streams.
     *
     * @param good the exit codes that are no failure
     */
    static String run(List<String> command, Set<Integer> good) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exit = process.waitFor();
            if (!good.contains(exit)) {
                throw new IOException("'" + String.join(" ", command) + "' ended with code " + exit + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while '" + String.join(" ", command) + "' ran");
        }
        return said;
    }
}
