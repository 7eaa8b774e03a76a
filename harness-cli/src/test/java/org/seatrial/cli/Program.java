package org.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A program of another maker, run to its end. */
final class Program {

    private Program() {}

    /** What it said and how it ended. */
    static SimulatedRun.Said said(Path folder, Object... command) {
        List<String> words = Arrays.stream(command).map(Object::toString).toList();
        try {
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new SimulatedRun.Said(process.waitFor(), said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What it said; it must succeed. */
    static String run(Path folder, Object... command) {
        SimulatedRun.Said said = said(folder, command);
        assertThat(said.exit()).as("%s: %s", List.of(command), said.text()).isZero();
        return said.text();
    }
}
