package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Noticed;
import org.seatrial.replica.guest.Accelerator;
import org.seatrial.replica.guest.BareKernel;
import org.seatrial.replica.guest.GuestImage;
import org.seatrial.replica.guest.GuestParts;
import org.seatrial.replica.guest.GuestTelephone;

/**
 * The virtual machines of a lab: programs in the namespaces of the nodes they run on, so that they end with a node's
 * power like its daemons. One script starts and stops them all, for the lab, for healing and for an operator's runbook.
 */
final class NamespaceGuests {

    /** Within a lab's folder. */
    static final String FOLDER = "guests";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long POLL_NS = 100_000_000;
    private static final int SHOWN = 6;

    private final Layout layout;
    private final Path folder;
    private final Map<String, GuestProcess> answered = new ConcurrentHashMap<>();

    /** @param lab the lab's folder */
    NamespaceGuests(Layout layout, Path lab) {
        this.layout = layout;
        this.folder = lab.resolve(FOLDER);
    }

    /** The script that starts and stops guests, in a lab's folder. */
    static Path command(Path lab) {
        return lab.resolve(FOLDER).resolve("guest");
    }

    private boolean none() {
        return layout.file().guests().isEmpty();
    }

    /** The script, for a runbook; empty in a lab without guests. */
    Optional<Path> command() {
        return none() ? Optional.empty() : Optional.of(folder.resolve("guest"));
    }

    /** Writes what starting a guest needs; starts none. */
    void install(GuestParts parts, Path cache) {
        if (none()) {
            return;
        }
        try {
            Path all = Files.createDirectories(folder.resolve("all"));
            Path nodes = Files.createDirectories(folder.resolve("nodes"));
            Files.createDirectories(folder.resolve("run"));
            GuestImage.write(parts, folder.resolve("initramfs"));
            if (layout.file().guests().stream().anyMatch(guest -> guest.sip().isPresent())) {
                GuestTelephone.append(folder.resolve("initramfs"), folder.resolve("initramfs-sip"));
            }
            Accelerator accelerator = Accelerator.ofThisMachine(parts, folder.resolve("initramfs"), cache, folder);
            Files.writeString(
                    folder.resolve("settings"), settings(parts, kernel(parts, accelerator), accelerator, memory()));
            for (LabFile.Guest guest : layout.file().guests()) {
                Files.writeString(
                        all.resolve(guest.name()),
                        String.join(
                                        " ",
                                        Integer.toString(guest.number()),
                                        guest.home(),
                                        Integer.toString(guest.memoryMib()),
                                        guest.address(),
                                        Integer.toString(guest.port()),
                                        Boolean.toString(guest.autostart()),
                                        guest.sip().isPresent()
                                                ? Integer.toString(guest.sip().getAsInt())
                                                : "-",
                                        guest.disk()
                                                .map(disk -> disk.offset() + " " + disk.bytes() + " " + disk.source())
                                                .orElse("0 0 -"))
                                + "\n");
            }
            for (String node : layout.namespaces().keySet()) {
                if (!layout.switched(node) && !node.contains("/")) {
                    Files.writeString(
                            nodes.resolve(node),
                            layout.namespace(node) + " "
                                    + layout.file().node(node).loopback() + "\n");
                }
            }
            script("up.sh", "up");
            script("guest.sh", "guest");
        } catch (IOException failed) {
            throw new LabException("the guests' files cannot be written: " + failed.getMessage(), failed);
        }
    }

    private void script(String from, String to) throws IOException {
        Path file = Files.writeString(folder.resolve(to), GuestImage.script(from));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Where the guests' memory outlives them; empty if there is no room for all of it. */
    private Optional<Path> memory() {
        long bytes = layout.file().guests().stream()
                .mapToLong(guest -> (long) guest.memoryMib() << 20)
                .sum();
        return new GuestMemory().make(layout.id(), bytes);
    }

    /** Unpacked once for all guests where each would have to be emulated while it unpacks its own. */
    private Path kernel(GuestParts parts, Accelerator accelerator) {
        return switch (accelerator) {
            case TCG -> BareKernel.of(parts, folder.resolve("vmlinux"));
            case KVM -> parts.kernel();
        };
    }

    private static String settings(GuestParts parts, Path kernel, Accelerator accelerator, Optional<Path> memory) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "QEMU", Accelerator.QEMU,
                "ACCELERATOR", accelerator.option(),
                "CPU", accelerator.processor(),
                "FIRMWARE", String.join(" ", Accelerator.firmware()),
                "KERNEL", kernel.toString(),
                "BUSYBOX", parts.busybox().toString(),
                "MEMORY", memory.map(Path::toString).orElse(""),
                "ARGUMENTS", Accelerator.ARGUMENTS));
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return text.toString();
    }

    /** Starts every guest that its home starts by itself, and returns when each of them is being started. */
    void start() {
        layout.file().guests().stream()
                .filter(LabFile.Guest::autostart)
                .map(LabFile.Guest::home)
                .distinct()
                .forEach(node -> autostart(folder.resolve("guest"), node));
    }

    /** What a node does when it gets power. */
    static void autostart(Path command, String node) {
        Program.run(command.toString(), "autostart", "on", node);
    }

    /** @throws LabException naming the guests that have not answered within five minutes, or were not started */
    void await() {
        long limit = System.nanoTime() + LIMIT.toNanos();
        for (List<String> missing = missing(); !missing.isEmpty(); missing = missing()) {
            List<String> refused = refused();
            if (!refused.isEmpty()
                    || System.nanoTime() > limit
                    || Thread.currentThread().isInterrupted()) {
                String shown = String.join("; ", missing.subList(0, Math.min(SHOWN, missing.size())));
                String more = missing.size() > SHOWN ? "; and " + (missing.size() - SHOWN) + " more" : "";
                throw new LabException("the lab's guests did not come up: " + shown + more
                        + (refused.isEmpty() ? "" : "; " + String.join("; ", refused)));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** What starting them in the background said that was not success, and guests that were started and have ended. */
    private List<String> refused() {
        try (Stream<String> lines = Files.lines(folder.resolve("log"))) {
            Set<String> ended = layout.file().guests().stream()
                    .filter(guest ->
                            GuestProcess.of(folder, guest.home(), guest.name()).isEmpty())
                    .map(guest -> guest.name() + " started on " + guest.home())
                    .collect(Collectors.toSet());
            return lines.filter(line -> line.startsWith("guest: ") || ended.contains(line))
                    .map(line -> ended.contains(line) ? line + " and ended: look at its console's log" : line)
                    .limit(SHOWN)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** Guests that should run at home and do not, or have not answered since they were started; one phrase each. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (LabFile.Guest guest : layout.file().guests()) {
            if (guest.autostart()) {
                lack(guest).ifPresent(missing::add);
            }
        }
        return missing;
    }

    private Optional<String> lack(LabFile.Guest guest) {
        String what = "guest " + guest.name();
        Optional<GuestProcess> running = GuestProcess.of(folder, guest.home(), guest.name());
        if (running.isEmpty()) {
            return Optional.of(what + " does not run on " + guest.home());
        }
        if (running.get().equals(answered.get(guest.name()))) {
            return Optional.empty();
        }
        // Asked once it says so itself, so that many that are booting are left alone.
        if (!GuestProcess.ready(folder, guest.home(), guest.name()) || !answers(guest)) {
            return Optional.of(what + " has not answered on " + guest.home());
        }
        answered.put(guest.name(), running.get());
        return Optional.empty();
    }

    private boolean answers(LabFile.Guest guest) {
        return NetworkNamespace.within(
                Layout.handle(layout.namespace(guest.home())),
                () -> GuestService.answer(guest.address(), guest.port())
                        .filter(text -> text.lines().anyMatch(("name: " + guest.name())::equals))
                        .isPresent());
    }

    /** When guests were started and stopped, and by whom they were awaited when they answered. */
    List<Noticed> noticed(long wallMinusMonotonicNs) {
        if (none()) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(folder.resolve("events"))) {
            return lines.map(line -> GuestEvents.event(line, wallMinusMonotonicNs))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException noneYet) {
            return List.of();
        }
    }

    /** Keeps what guests wrote to their consoles, and when they were started. */
    void keepLogs(Path logs) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Path run = folder.resolve("run");
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".console")).toList()) {
                String name = run.relativize(file).toString().replace('/', '.');
                keep(file, logs.resolve(name + ".log"));
            }
        }
        for (String name : List.of("log", "events")) {
            keep(folder.resolve(name), logs.resolve("guests." + name + ".log"));
        }
    }

    private static void keep(Path file, Path to) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
