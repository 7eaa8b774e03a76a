package org.seatrial.benchmarks.packet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two namespaces joined by a veth pair, removed at the end of the program whatever ends it. */
final class VethPair implements AutoCloseable {

    static final String FROM = "198.18.0.0";
    static final String TO = "198.18.0.1";
    static final String INTERFACE = "eth0";

    private final String near = "st-m" + Long.toString(ProcessHandle.current().pid(), 36) + "-a";
    private final String far = "st-m" + Long.toString(ProcessHandle.current().pid(), 36) + "-b";
    private final List<Process> running = new ArrayList<>();
    private boolean closed;

    VethPair() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        run("ip", "netns", "add", near);
        run("ip", "netns", "add", far);
        String[] link = {"ip", "link", "add", INTERFACE, "netns", near, "type", "veth", "peer", INTERFACE, "netns", far
        };
        run(link);
        for (String name : List.of(near, far)) {
            run("ip", "-n", name, "addr", "add", (name.equals(near) ? FROM : TO) + "/31", "dev", INTERFACE);
            run("ip", "-n", name, "link", "set", "lo", "up");
            run("ip", "-n", name, "link", "set", INTERFACE, "up");
        }
    }

    Path near() {
        return Path.of("/run/netns", near);
    }

    Path far() {
        return Path.of("/run/netns", far);
    }

    /** Runs a program at the near end; what it printed. */
    String atNear(String... command) {
        return run(within(near, command));
    }

    /** Starts a program at the far end. */
    Process startAtFar(String... command) {
        try {
            Process process = new ProcessBuilder(within(far, command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            running.add(process);
            return process;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String[] within(String namespace, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(List.of(command));
        return whole.toArray(String[]::new);
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (await(process) != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends a program that was started, and waits until it has. */
    static void end(Process process) {
        process.destroy();
        await(process);
    }

    private static int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            running.forEach(VethPair::end);
            run("ip", "netns", "del", near);
            run("ip", "netns", "del", far);
        }
    }
}
