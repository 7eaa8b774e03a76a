package org.seatrial.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.seatrial.cli.SimulatedRun.Said;

/** The verifier under docs/verifier at work on a run folder. */
record SecondVerifier(Process python) {

    static SecondVerifier over(Path run) {
        Path judge = ProjectFiles.root().resolve("docs/verifier/judge.py");
        try {
            return new SecondVerifier(new ProcessBuilder("python3", "-B", judge.toString(), run.toString())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits for its end. */
    Said said() throws InterruptedException {
        try {
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(python.waitFor(), said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
