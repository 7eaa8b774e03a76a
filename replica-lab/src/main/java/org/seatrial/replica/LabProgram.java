package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;

/**
 * A program that offers a service on a node: a web server, a resolver, a telephone. It runs whenever its node has power,
 * and is ready when the node's kernel says that somebody listens at its port.
 *
 * @param name unique in the lab
 * @param command the program and its arguments; it stays in the foreground
 * @param debianPackage the package that provides it; empty if no package does
 * @param transport how it is reached
 * @param port 1 to 65535
 * @param folder where it works: the lab file's
 */
record LabProgram(
        String name,
        String node,
        List<String> command,
        String debianPackage,
        Transport transport,
        int port,
        Path folder) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long POLL_NS = 10_000_000;
    private static final int LAST_LINES = 5;

    /** The states of the kernel's tables of sockets in which somebody waits for whoever comes. */
    enum Transport {
        /** Listening. */
        TCP("0A"),
        /** Bound, and connected to nobody. */
        UDP("07");

        private final String state;

        Transport(String state) {
            this.state = state;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    LabProgram {
        command = List.copyOf(command);
    }

    /** One line; line ends within the JSON are only its layout. */
    String text() {
        return Json.mapper().writeValueAsString(this).replaceAll("\\R", " ");
    }

    /** @throws IllegalArgumentException if the text is not whole */
    static LabProgram of(String text) {
        try {
            return Json.mapper().readValue(text, LabProgram.class);
        } catch (JacksonException damaged) {
            throw new IllegalArgumentException("the undo's program cannot be read: " + text, damaged);
        }
    }

    /** @param nodeFolder the node's folder in the lab's */
    Path log(Path nodeFolder) {
        return nodeFolder.resolve("program-" + name + ".log");
    }

    /**
     * Starts it if it does not run. It outlives this process: only the loss of its node's power or the end of the lab ends
     * it.
     */
    void start(String namespace, Path nodeFolder) {
        if (listening(namespace)) {
            return;
        }
        String shell = "echo $$ > \"$1\"; cd \"$2\"; log=$3; shift 3; exec \"$@\" >>\"$log\" 2>&1 </dev/null";
        List<String> line = new ArrayList<>(List.of("setsid", "--fork", "ip", "netns", "exec", namespace));
        line.addAll(List.of("sh", "-c", shell, "sh"));
        line.add(nodeFolder.resolve("program-" + name + ".pid").toString());
        line.add(folder.toString());
        line.add(log(nodeFolder).toString());
        line.addAll(command);
        Program.run(line, "");
    }

    /** @throws LabException with its last words, if nobody listens at its port after 20 s */
    void awaitReady(String namespace, Path nodeFolder) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!listening(namespace)) {
            if (System.nanoTime() > limit || Thread.currentThread().isInterrupted()) {
                throw new LabException("program " + name + " of " + node + " does not listen at " + transport.text()
                        + " port " + port + said(nodeFolder));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Whether somebody in the node waits at its port. */
    boolean listening(String namespace) {
        String table = "/proc/thread-self/net/" + transport.text();
        List<String> sockets =
                NetworkNamespace.within(Layout.handle(namespace), () -> Files.readAllLines(Path.of(table)));
        String end = String.format(Locale.ROOT, ":%04X", port);
        return sockets.stream()
                .map(socket -> socket.strip().split("\\s+", -1))
                .anyMatch(cells -> cells.length > 3 && cells[1].endsWith(end) && cells[3].equals(transport.state));
    }

    private String said(Path nodeFolder) {
        try {
            List<String> lines = Files.readAllLines(log(nodeFolder));
            return "; it said last: "
                    + String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "; it said nothing";
        }
    }
}
