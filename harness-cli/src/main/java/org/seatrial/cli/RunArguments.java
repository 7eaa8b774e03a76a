package org.seatrial.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.RunFolder;
import picocli.CommandLine.Parameters;

/** The argument that names a run folder, shared by the verbs that take one. */
final class RunArguments {

    @Parameters(index = "0", paramLabel = "RUN", description = "The run folder.")
    private Path run = Path.of("");

    RunFolder folder() {
        return folder(run);
    }

    /** @throws InputException if it is no run folder */
    static RunFolder folder(Path run) {
        if (!Files.isRegularFile(run.resolve("plan.json"))) {
            throw new InputException(new Problem(
                    run.toString(),
                    "",
                    "",
                    Files.isDirectory(run) ? "is not a run folder: it has no plan.json" : "there is no such folder",
                    "a folder that seatrial run made, for example runs/2026-11-21T10-15-03Z-leonix-dual-site-1.0.0",
                    "ls runs"));
        }
        return new RunFolder(run);
    }
}
