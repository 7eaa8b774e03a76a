package org.seatrial.replica;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;

/**
 * The program that is a guest. It is known by the files of its lab on its command line, never by a number from a file
 * alone.
 *
 * @param pid its process number
 * @param start in clock ticks since boot: a guest that was started again is another process
 */
record GuestProcess(int pid, long start) {

    private static final Path PROC = Path.of("/proc");
    private static final String PID_FILE = "-pidfile";
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NS = 5_000_000;

    private static Path file(Path guests, String node, String name, String suffix) {
        return guests.resolve("run").resolve(node).resolve(name + suffix);
    }

    /** A guest on a node, if it runs there. */
    static Optional<GuestProcess> of(Path guests, String node, String name) {
        Path file = file(guests, node, name, ".pid");
        try {
            String number = Files.readString(file).strip();
            if (!number.matches("\\d{1,9}")) {
                return Optional.empty();
            }
            int pid = Integer.parseInt(number);
            return arguments(pid).contains(file.toString())
                    ? NamespaceProcesses.startOf(pid).map(start -> new GuestProcess(pid, start))
                    : Optional.empty();
        } catch (IOException never) {
            return Optional.empty();
        }
    }

    /** Whether a guest says on its console that its service runs. */
    static boolean ready(Path guests, String node, String name) {
        try {
            return Files.readString(file(guests, node, name, ".console"), StandardCharsets.ISO_8859_1)
                    .contains("guest: ready");
        } catch (IOException noConsoleYet) {
            return false;
        }
    }

    /** The command line of a process; empty if it has ended. */
    private static List<String> arguments(int pid) {
        try {
            String line = Files.readString(
                    PROC.resolve(Integer.toString(pid)).resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return Arrays.asList(line.split("\0", -1));
        } catch (IOException ended) {
            return List.of();
        }
    }

    /**
     * Ends every guest of a lab and whatever is about to start one.
     *
     * @param guests the folder of a lab's guests
     * @throws LabException if something does not end within 10 s
     */
    static void endAll(Path guests) {
        if (!Files.isDirectory(guests)) {
            return;
        }
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        // A script may be starting another guest: only a look that finds nothing is the end.
        for (List<Integer> left = all(guests); !left.isEmpty(); left = all(guests)) {
            if (System.nanoTime() > limit) {
                throw new LabException("guests " + left + " do not end");
            }
            NamespaceProcesses.kill(left);
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private static List<Integer> all(Path guests) {
        String script = guests.resolve("guest").toString();
        String run = guests.resolve("run") + "/";
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                int pid = Integer.parseInt(process.getFileName().toString());
                List<String> arguments = arguments(pid);
                int option = arguments.indexOf(PID_FILE);
                boolean guest = option >= 0
                        && option + 1 < arguments.size()
                        && arguments.get(option + 1).startsWith(run);
                // The shell's own arguments come first: an editor that has the script open is left alone.
                boolean starter = arguments.size() > 1 && arguments.get(1).equals(script);
                if (guest || (starter && arguments.getFirst().endsWith("sh"))) {
                    found.add(pid);
                }
            }
        } catch (IOException failed) {
            throw new LabException("the processes of this machine cannot be listed: " + failed.getMessage(), failed);
        }
        return found;
    }
}
