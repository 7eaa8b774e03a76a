package org.seatrial.engine.sys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Namespaces of one test, removed with everything in them when it ends, also when it fails. */
public final class TestNamespaces implements AutoCloseable {

    private final String prefix = "st-t" + Long.toString(ProcessHandle.current().pid(), 36) + "-";
    private final List<String> made = new ArrayList<>();

    public Path make(String name) {
        run("ip", "netns", "add", prefix + name);
        made.add(prefix + name);
        run("ip", "-n", prefix + name, "link", "set", "lo", "up");
        return path(name);
    }

    public Path path(String name) {
        return Path.of("/run/netns", prefix + name);
    }

    /** Joins two namespaces by a veth pair with different interface indexes. */
    public void join(String a, String interfaceA, String b, String interfaceB) {
        int index = 100 + 2 * links++;
        run(
                "ip",
                "link",
                "add",
                "name",
                interfaceA,
                "netns",
                prefix + a,
                "index",
                Integer.toString(index),
                "type",
                "veth",
                "peer",
                "name",
                interfaceB,
                "netns",
                prefix + b,
                "index",
                Integer.toString(index + 1));
        run("ip", "-n", prefix + a, "link", "set", interfaceA, "up");
        run("ip", "-n", prefix + b, "link", "set", interfaceB, "up");
    }

    private int links;

    public void ip(String namespace, String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", prefix + namespace));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    public String in(String namespace, String... command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", prefix + namespace));
        whole.addAll(List.of(command));
        return run(whole.toArray(String[]::new));
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": exit " + exit + ": " + said);
            }
            return said;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        for (String name : made) {
            run("ip", "netns", "del", name);
        }
    }
}
