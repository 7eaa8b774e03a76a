package org.seatrial.engine.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the programs that a harness starts carry in their environment, so that they are known as its own when it is dead.
 * A program that was being run when the harness was killed goes on for a while, and would make again what is being
 * removed.
 *
 * @param pid of the harness
 * @param start of the harness in clock ticks since boot, so that a reused number is not mistaken for it
 */
public record HarnessMark(long pid, long start) {

    private static final String NAME = "SEATRIAL_HARNESS";
    private static final Path PROC = Path.of("/proc");

    /** @throws IllegalStateException if /proc does not show this process */
    public static HarnessMark ofThisProcess() {
        long self = ProcessHandle.current().pid();
        return new HarnessMark(
                self,
                startOf(self)
                        .orElseThrow(
                                () -> new IllegalStateException("/proc does not show this process; is it mounted?")));
    }

    /**
     * When a process was started, in clock ticks since boot; tells it from a later one with the same number. Empty if
     * there is none, or none any more.
     */
    public static Optional<Long> startOf(long process) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(process)).resolve("stat"));
            // The program's name stands in parentheses and may hold anything; behind it follow field 3, the state, and
            // the others. A zombie has ended: its parent has not looked yet.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? Optional.empty()
                    : Optional.of(Long.valueOf(fields[19]));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Whether the harness runs. */
    public boolean alive() {
        return startOf(pid).filter(own -> own == start).isPresent();
    }

    /** Puts the mark into the environment of a program that is about to be started. */
    public void on(Map<String, String> environment) {
        environment.put(NAME, value());
    }

    private String value() {
        return pid + "." + start;
    }

    /**
     * Processes that carry the mark, this one excepted.
     *
     * @throws IOException if the processes of this machine cannot be listed
     */
    public List<Integer> bearers() throws IOException {
        byte[] mark = (NAME + "=" + value()).getBytes(StandardCharsets.UTF_8);
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                int number = Integer.parseInt(process.getFileName().toString());
                if (number != ProcessHandle.current().pid() && carries(process.resolve("environ"), mark)) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    private static boolean carries(Path environment, byte[] mark) {
        byte[] variables;
        try {
            variables = Files.readAllBytes(environment);
        } catch (IOException endedOrForeign) {
            // A process that has ended, or that may not be looked at, is not ours.
            return false;
        }
        int from = 0;
        for (int i = 0; i <= variables.length; i++) {
            if (i == variables.length || variables[i] == 0) {
                if (Arrays.equals(variables, from, i, mark, 0, mark.length)) {
                    return true;
                }
                from = i + 1;
            }
        }
        return false;
    }
}
