package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireMode;
import org.seatrial.engine.wire.WireProcess;
import org.seatrial.engine.wire.WireSpec;
import org.seatrial.topology.LinkCharacter;

/** Two hosts joined by a number of wires, each in a namespace of its own; removed when closed. */
final class TwoHosts implements AutoCloseable {

    private final String prefix = "st-b" + Long.toString(ProcessHandle.current().pid(), 36) + "-";
    /** The unit of times in /proc, on every Linux that Java runs on. */
    private static final long TICK_NS = 10_000_000;

    private final Path folder;
    private final WireControl control;
    private final WireProcess process;
    private final Thread whenToldToEnd = new Thread(this::takeDown);
    private boolean down;

    TwoHosts(int wires, LinkCharacter character, WireMode mode) throws IOException {
        // In memory: the kernel stops whoever writes to a mapped page while it writes that page to a disk.
        folder = Files.createTempDirectory(Path.of("/dev/shm"), "wire");
        try {
            build(wires);
            List<WireSpec> specs = new ArrayList<>();
            for (int i = 0; i < wires; i++) {
                specs.add(new WireSpec("w" + i + "a", "w" + i + "b", character));
            }
            control = WireControl.create(folder.resolve("control"), wires);
            process = started(specs, mode);
            Runtime.getRuntime().addShutdownHook(whenToldToEnd);
        } catch (IOException | RuntimeException failed) {
            remove();
            throw failed;
        }
    }

    private WireProcess started(List<WireSpec> specs, WireMode mode) throws IOException {
        WireProcess started =
                WireProcess.start(path("w"), folder.resolve("control"), specs, folder.resolve("errors"), mode, 1);
        try {
            raisePriority(started.pid());
            return started;
        } catch (IOException | RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    private void build(int wires) throws IOException {
        List<String> commands = new ArrayList<>();
        for (String host : List.of("a", "b", "w")) {
            commands.add("netns add " + prefix + host);
        }
        for (int i = 0; i < wires; i++) {
            commands.add(pair("a", "a" + i, "w" + i + "a", 100 + 4 * i));
            commands.add(pair("b", "b" + i, "w" + i + "b", 102 + 4 * i));
        }
        run(List.of("ip", "-batch", "-"), commands);
        for (String host : List.of("a", "b")) {
            List<String> addresses = new ArrayList<>();
            for (int i = 0; i < wires; i++) {
                addresses.add("addr add " + address(host, i) + "/31 dev " + host + i);
                // Else a host whose questions for its neighbour fall into drop windows sends nothing for three seconds.
                String other = host.equals("a") ? "b" : "a";
                addresses.add("neigh add " + address(other, i) + " lladdr " + station(other, i) + " dev " + host + i
                        + " nud permanent");
            }
            run(List.of("ip", "-n", prefix + host, "-batch", "-"), addresses);
            prepare(host, wires, host, "");
        }
        prepare("w", wires, "w", "a");
        prepare("w", wires, "w", "b");
    }

    private void prepare(String host, int wires, String before, String behind) {
        try (InterfaceControl interfaces = InterfaceControl.open(path(host))) {
            for (int i = 0; i < wires; i++) {
                interfaces.switchOffloadsOff(before + i + behind);
                interfaces.setUp(before + i + behind, true);
            }
        }
    }

    private static void raisePriority(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                raiseThread(thread.getFileName().toString());
            }
        }
    }

    /** The priority that a lab gives to a thread of a wire. */
    static void raiseThread(String id) throws IOException {
        run(List.of("renice", "-n", "-10", "-p", id), List.of());
    }

    private String pair(String host, String near, String far, int index) {
        String address = station(host, Integer.parseInt(near.substring(1)));
        return "link add name " + near + " netns " + prefix + host + " index " + index + " address " + address
                + " type veth peer name " + far
                + " netns " + prefix + "w index " + (index + 1);
    }

    private static String station(String host, int wire) {
        return String.format(Locale.ROOT, "02:00:00:00:%02x:%02x", wire, host.equals("a") ? 0 : 1);
    }

    static String address(String host, int wire) {
        return "198.18." + wire + (host.equals("a") ? ".0" : ".1");
    }

    Path path(String host) {
        return Path.of("/run/netns", prefix + host);
    }

    WireControl control() {
        return control;
    }

    /** Processor time of the wire process so far, nanoseconds. */
    long processorNs() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("the wire process has ended"))
                .toNanos();
    }

    /** How much of that was the kernel's, nanoseconds; known to a hundredth of a second. */
    long systemNs() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // Behind the name, which may hold anything, come the third field and those after it; the fifteenth is meant.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fields[12]) * TICK_NS;
    }

    /** Stops the wire process where it is, so that it takes neither frames nor a processor. */
    void halt() throws IOException {
        run(List.of("kill", "-STOP", Long.toString(process.pid())), List.of());
    }

    /** Lets a stopped wire process go on. */
    void resume() throws IOException {
        run(List.of("kill", "-CONT", Long.toString(process.pid())), List.of());
    }

    private static void run(List<String> command, List<String> input) throws IOException {
        Path lines = Files.createTempFile("lines", "");
        Files.write(lines, input);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(lines.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Files.delete(lines);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + String.join(" ", command), interrupted);
        }
    }

    private void remove() throws IOException {
        for (String host : List.of("a", "b", "w")) {
            if (Files.exists(path(host))) {
                run(List.of("ip", "netns", "del", prefix + host), List.of());
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private synchronized void takeDown() {
        if (down) {
            return;
        }
        down = true;
        process.close();
        try {
            remove();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        takeDown();
        control.close();
    }
}
