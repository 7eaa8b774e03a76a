package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.engine.sys.Linux;
import org.seatrial.lab.LabException;

/**
 * Processes by the namespace they are in. A process is known by the kernel's identity of its namespace, never by a name
 * or a number from a file alone, which may have passed to somebody else's process.
 */
final class NamespaceProcesses {

    private static final Path PROC = Path.of("/proc");
    private static final int SIGKILL = 9;
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    /** No such process. */
    private static final int ESRCH = 3;

    private static final long POLL_NS = 1_000_000;
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private NamespaceProcesses() {}

    /** Processes whose network namespace is the given one; none if it is gone. */
    static List<Integer> in(String namespace) {
        Optional<String> identity = identity(Layout.handle(namespace));
        List<Integer> found = new ArrayList<>();
        if (identity.isEmpty()) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (identityOf(process).filter(identity.get()::equals).isPresent()) {
                    found.add(Integer.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException failed) {
            throw new LabException("the processes of this machine cannot be listed: " + failed.getMessage(), failed);
        }
        return found;
    }

    /** Whether a process is in a namespace. */
    static boolean isIn(String namespace, int process) {
        Optional<String> identity = identity(Layout.handle(namespace));
        return identity.isPresent()
                && identityOf(PROC.resolve(Integer.toString(process))).equals(identity);
    }

    private static Optional<String> identity(Path handle) {
        try {
            return Optional.of("net:[" + Files.getAttribute(handle, "unix:ino") + "]");
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Optional<String> identityOf(Path process) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(process.resolve("ns").resolve("net")).toString());
        } catch (IOException endedOrForeign) {
            // A process that has ended, or that may not be looked at, is not ours.
            return Optional.empty();
        }
    }

    /** Stops processes where they are, so that none of them says goodbye while its cables go dark. */
    static void freeze(Collection<Integer> processes) {
        signal(processes, SIGSTOP);
    }

    /** Sends SIGKILL; one that has ended already is no failure. */
    static void kill(Collection<Integer> processes) {
        signal(processes, SIGKILL);
    }

    /** Lets stopped processes go on. */
    static void goOn(Collection<Integer> processes) {
        signal(processes, SIGCONT);
    }

    /** Whether a process is stopped by a signal; false if there is none. */
    static boolean standsStill(int process) {
        return state(process).filter(state -> state == 'T').isPresent();
    }

    /** The name of the program that a process runs, cut to 15 characters by the kernel; empty if it has ended. */
    static Optional<String> programOf(int process) {
        try {
            return Optional.of(
                    Files.readString(PROC.resolve(Integer.toString(process)).resolve("comm"))
                            .strip());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static Optional<Character> state(int process) {
        return afterName(process).map(fields -> fields.getFirst().charAt(0));
    }

    /** The process that leads the session of a process; empty if that has ended. */
    static Optional<Integer> sessionOf(int process) {
        int behindStateParentAndGroup = 3;
        return afterName(process).map(fields -> Integer.valueOf(fields.get(behindStateParentAndGroup)));
    }

    /** What the kernel says of a process behind its name, which may hold anything; empty if it has ended. */
    private static Optional<List<String>> afterName(int process) {
        try {
            String stat =
                    Files.readString(PROC.resolve(Integer.toString(process)).resolve("stat"));
            return Optional.of(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static void signal(Collection<Integer> processes, int signal) {
        for (int process : processes) {
            int result = Linux.kill(process, signal);
            if (result != -ESRCH) {
                Linux.checked("signal " + signal + " to " + process, result);
            }
        }
    }

    /** @throws LabException if one of them is in the namespace still after 5 s */
    static void awaitEnd(Collection<Integer> processes, String namespace) {
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        while (true) {
            List<Integer> left = in(namespace);
            left.retainAll(processes);
            if (left.isEmpty()) {
                return;
            }
            if (System.nanoTime() > limit) {
                throw new LabException("processes " + left + " of namespace " + namespace + " do not end");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /**
     * When a process was started, in clock ticks since boot; tells it from a later one with the same number. Empty if
     * there is none, or none any more.
     */
    static Optional<Long> startOf(long process) {
        return HarnessMark.startOf(process);
    }
}
