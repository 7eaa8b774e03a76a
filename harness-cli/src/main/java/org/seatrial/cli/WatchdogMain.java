package org.seatrial.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.seatrial.engine.sys.Linux;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.ExitCode;
import org.seatrial.run.SystemClock;
import org.seatrial.run.Vigil;

/**
 * The watchdog's own process: outlives the harness that started it, in a session of its own, and ends when the run is
 * gone and what it left is healed. Its standard output says once that it watches; all else goes to its log.
 */
final class WatchdogMain {

    /** What it says when nothing can be missed any more. */
    static final String WATCHING = "watching";

    private WatchdogMain() {}

    /** @param arguments the run folder */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // The terminal's Ctrl-C is for the harness, which heals by itself. Refused only where the session is ours
        // already.
        Linux.setsid();
        Vigil vigil = new Vigil(
                new RunFolder(Path.of(arguments[0])),
                Plugged.adapters(),
                new SystemClock(),
                Isolation.quarantine(),
                System.err::println);
        boolean restored = vigil.keep(() -> {
            System.out.println(WATCHING);
            System.out.flush();
        });
        System.exit(restored ? ExitCode.ACCEPTED.code() : ExitCode.UNSAFE.code());
    }
}
