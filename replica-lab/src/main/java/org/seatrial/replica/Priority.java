package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.lab.LabException;

/**
 * The harness shares the processors with the daemons and the wire. Starved of them, a daemon would lose neighbours where
 * a router does not, and the wire would hold BFD packets beyond their time: both run at a raised priority.
 */
final class Priority {

    /** Niceness, as the programs nice and renice take it. */
    static final String NICENESS = "-10";

    private Priority() {}

    /** Raises every thread of a running process, where the machine allows it; elsewhere it stays as it is. */
    static void raise(long process) {
        List<String> command = new ArrayList<>(List.of("renice", "-n", NICENESS, "-p"));
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "task"))) {
            threads.forEach(thread -> command.add(thread.getFileName().toString()));
            Program.run(command, "");
        } catch (IOException | LabException refused) {
            // An ordinary user may not; a thread may have ended meanwhile. Neither keeps the lab from working.
            return;
        }
    }
}
