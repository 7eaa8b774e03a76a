package org.seatrial.replica;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;

/**
 * What offers one volume of a node: nbdkit is the disk, with its write cache, and qemu-storage-daemon the target in front of
 * it; where the volume has a front, that opens it as a file. All end with the node's power, and the cache with them. Known
 * by its folder alone, so that it can be started again by a process that did not make it.
 *
 * @param folder the one of the node's daemons, where their process numbers are
 */
record VolumeTarget(
        String node,
        String namespace,
        Path folder,
        String name,
        int port,
        VolumeSettings.Cache cache,
        Optional<VolumeFront> front) {

    static final String DISK_PROGRAM = "nbdkit";
    static final String TARGET_PROGRAM = "qemu-storage-daemon";

    /** The target's block device, in front of which a mirror is set. */
    static final String VOLUME = "volume";

    /** Limits how many operations the volume does a second. */
    static final String DISK_LIMIT = "disk-limit";

    /** Limits how fast its mirror is written. */
    static final String MIRROR_LIMIT = "mirror-limit";

    private static final long NUMBER_LIMIT_NS = 2_000_000_000L;
    private static final long POLL_NS = 5_000_000;

    static VolumeTarget of(FrrNode node, VolumeSettings settings) {
        return new VolumeTarget(
                node.node(),
                node.namespace(),
                node.folder(),
                settings.name(),
                settings.port(),
                settings.cache(),
                settings.front());
    }

    static List<VolumeTarget> of(Layout layout, FrrNode node) {
        return layout.file().node(node.node()).volumes().stream()
                .map(settings -> of(node, settings))
                .toList();
    }

    Repair.Offer repair() {
        return new Repair.Offer(node, namespace, folder, name, port, cache, front);
    }

    private Path file(String end) {
        return folder.resolve(name + end);
    }

    /** The file that holds what is durable. */
    Path image() {
        return file(".img");
    }

    /** Where nbdkit takes p to stand still and r to go on. */
    Path pauseControl() {
        return file(".pause");
    }

    Qmp control() {
        return new Qmp(file(".qmp"));
    }

    private String process(String part) {
        return name + "." + part;
    }

    private boolean runs(String part) {
        return FrrNode.process(namespace, folder, process(part)).isPresent();
    }

    /**
     * Holds the disk back.
     *
     * @param operationsPerSecond reads and writes; 0 lets it go
     */
    void holdBack(long operationsPerSecond) {
        control()
                .call(
                        "qom-set",
                        Map.of(
                                "path",
                                "/objects/" + DISK_LIMIT,
                                "property",
                                "limits",
                                "value",
                                Map.of("iops-total", operationsPerSecond)));
    }

    /** Reads and writes a second to which the disk is held back; 0 if it is not. */
    long heldBack() {
        return control()
                .call("qom-get", Map.of("path", "/objects/" + DISK_LIMIT, "property", "limits"))
                .path("iops-total")
                .asLong();
    }

    /** The process that offers the volume; empty if there is none. */
    Optional<Integer> targetProcess() {
        return FrrNode.processNow(namespace, folder, process("target"));
    }

    /** Tells its processes from those that ran before they were started anew; empty if it is not offered. */
    String incarnation() {
        return incarnation(FrrNode.processNow(namespace, folder, process("disk")))
                .flatMap(disk -> incarnation(targetProcess()).map(target -> disk + "/" + target))
                .orElse("");
    }

    private static Optional<String> incarnation(Optional<Integer> process) {
        return process.flatMap(number -> NamespaceProcesses.startOf(number).map(start -> number + ":" + start));
    }

    boolean targetRuns() {
        return runs("target");
    }

    boolean running() {
        return runs("disk") && runs("target");
    }

    /** Makes an empty disk, and starts. */
    void create(long bytes) {
        try (RandomAccessFile file = new RandomAccessFile(image().toFile(), "rw")) {
            file.setLength(bytes);
        } catch (IOException failed) {
            throw new LabException(
                    "volume " + name + " of " + node + " cannot be made: " + failed.getMessage(), failed);
        }
        start();
    }

    /** Starts what does not run; then the volume is offered. */
    void start() {
        if (!runs("disk")) {
            run("disk", disk(), "", file(".disk.sock"), pauseControl());
        }
        if (!runs("target")) {
            run("target", PromptListener.before(port, target()), PromptListener.SCRIPT, file(".qmp"));
        }
        if (front.isPresent()) {
            if (!runs("file")) {
                run("file", asFileServer(), "");
            }
            new FrontProcess(this, front.get()).start();
        }
    }

    /** The volume as a file, which programs that know no network block device open. Only where it is mounted. */
    private Path asFile() {
        return file(".disk");
    }

    /** The same for everybody else, while the process that serves it runs. */
    Path asServedFile() {
        int server = FrrNode.process(namespace, folder, process("file"))
                .orElseThrow(() -> new LabException("volume " + name + " of " + node + " is not served as a file"));
        return Path.of("/proc/" + server + "/root" + asFile());
    }

    private void run(String part, List<String> arguments, String input, Path... sockets) {
        List<String> command = new ArrayList<>(
                List.of("ip", "netns", "exec", namespace, "nice", "-n", Priority.NICENESS, "env", "TMPDIR=" + folder));
        command.addAll(arguments);
        try {
            // What a killed process left would be in the way of the next.
            Files.deleteIfExists(folder.resolve(process(part) + ".pid"));
            for (Path socket : sockets) {
                Files.deleteIfExists(socket);
            }
            if (!Files.exists(asFile())) {
                Files.createFile(asFile());
            }
            Program.run(command, input);
        } catch (IOException | LabException failed) {
            throw new LabException(
                    "volume " + name + " of " + node + " is not offered: " + failed.getMessage(), failed);
        }
        // nbdkit goes to the background first and writes its number then.
        long limit = System.nanoTime() + NUMBER_LIMIT_NS;
        while (!runs(part) && System.nanoTime() < limit) {
            LockSupport.parkNanos(POLL_NS);
        }
        if (!runs(part)) {
            throw new LabException(
                    "volume " + name + " of " + node + " is not offered: its " + part + " ended at once");
        }
    }

    private List<String> disk() {
        List<String> command = new ArrayList<>(List.of(DISK_PROGRAM, "--filter=pause"));
        if (cache != VolumeSettings.Cache.NONE) {
            command.add("--filter=cache");
        }
        command.addAll(List.of("-U", file(".disk.sock").toString()));
        command.addAll(List.of("-P", folder.resolve(process("disk") + ".pid").toString()));
        command.addAll(List.of("file", image().toString(), "pause-control=" + pauseControl()));
        if (cache != VolumeSettings.Cache.NONE) {
            command.add("cache=" + cache.text());
        }
        return command;
    }

    private List<String> target() {
        return List.of(
                TARGET_PROGRAM,
                "--daemonize",
                "--pidfile",
                folder.resolve(process("target") + ".pid").toString(),
                "--object",
                "throttle-group,id=" + DISK_LIMIT,
                "--object",
                "throttle-group,id=" + MIRROR_LIMIT,
                "--blockdev",
                "driver=nbd,node-name=disk,server.type=unix,server.path=" + file(".disk.sock"),
                "--blockdev",
                "driver=throttle,node-name=" + VOLUME + ",throttle-group=" + DISK_LIMIT + ",file=disk",
                "--nbd-server",
                "addr.type=fd,addr.str=" + PromptListener.SOCKET + ",max-connections=0",
                "--export",
                "type=nbd,id=offered,node-name=" + VOLUME + ",name=" + name + ",writable=on",
                "--chardev",
                "socket,id=control,server=on,wait=off,path=" + file(".qmp"),
                "--monitor",
                "chardev=control");
    }

    /** A process of its own, because an export as a file may change its size, and one to the network lets nobody do so. */
    private List<String> asFileServer() {
        return List.of(
                TARGET_PROGRAM,
                "--daemonize",
                "--pidfile",
                folder.resolve(process("file") + ".pid").toString(),
                "--blockdev",
                "driver=nbd,node-name=disk,server.type=inet,server.host=127.0.0.1,server.port=" + port + ",export="
                        + name,
                "--export",
                "type=fuse,id=file,node-name=disk,mountpoint=" + asFile() + ",writable=on");
    }
}
