package org.seatrial.generators.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.seatrial.engine.sys.HarnessMark;
import org.seatrial.lab.LabException;
import org.seatrial.lab.Lacking;
import org.seatrial.lab.Volume;

/**
 * QEMU's iSCSI initiator (libiscsi) in a process of its own inside a namespace. Towards this process it is a network block
 * device on a local socket; towards the target it logs in again by itself whenever the connection is lost, and asks again
 * what was not answered.
 */
final class IscsiInitiator implements AutoCloseable {

    static final String EXPORT = "volume";

    private static final String PROGRAM = "qemu-storage-daemon";
    private static final String NAME = "iqn.2026-01.org.seatrial:writer";
    private static final long LIMIT_S = 10;
    private static final long POLL_NS = 5_000_000;
    private static final Path MODULES = Path.of("/usr/lib");

    private final Process process;
    private final Path folder;

    private IscsiInitiator(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** What this machine lacks to run it. */
    static List<Lacking> lacking() {
        List<Lacking> lacking = new ArrayList<>();
        if (!onPath(PROGRAM)) {
            lacking.add(
                    new Lacking("the program " + PROGRAM, "qemu-system-common", "apt-get install qemu-system-common"));
        }
        if (!moduleThere()) {
            lacking.add(new Lacking(
                    "QEMU's iSCSI initiator (block-iscsi.so)", "qemu-block-extra", "apt-get install qemu-block-extra"));
        }
        return lacking;
    }

    static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(place -> !place.isEmpty() && Files.isExecutable(Path.of(place, program)));
    }

    /** Debian keeps it in a folder that is named after the processor. */
    private static boolean moduleThere() {
        List<Path> places = new ArrayList<>(List.of(MODULES));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(MODULES, "*-linux-gnu*")) {
            folders.forEach(places::add);
        } catch (IOException unreadable) {
            // Then only the usual folder is looked into.
            places.add(Path.of("/usr/lib64"));
        }
        return places.stream().anyMatch(place -> Files.exists(place.resolve("qemu/block-iscsi.so")));
    }

    /**
     * Starts it and logs in.
     *
     * @param scratch the folder in which it gets one of its own
     * @param namespace where it runs
     * @param address of the target
     * @throws LabException with what it said, if it does not get so far within 10 s
     */
    static IscsiInitiator start(Path scratch, Path namespace, String address, Volume.Iscsi target) {
        try {
            Path folder = Files.createTempDirectory(scratch, "seatrial-iscsi");
            ProcessBuilder builder = new ProcessBuilder(command(namespace, address, target, folder))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            HarnessMark.ofThisProcess().on(builder.environment());
            IscsiInitiator initiator = new IscsiInitiator(builder.start(), folder);
            try {
                initiator.awaitReady(address, target);
                return initiator;
            } catch (RuntimeException refused) {
                initiator.close();
                throw refused;
            }
        } catch (IOException failed) {
            throw new LabException("the iSCSI initiator cannot be started: " + failed.getMessage(), failed);
        }
    }

    private static List<String> command(Path namespace, String address, Volume.Iscsi target, Path folder) {
        return List.of(
                "nsenter",
                "--net=" + namespace,
                PROGRAM,
                "--blockdev",
                "driver=iscsi,node-name=disk,transport=tcp,portal=" + address + ":" + target.port() + ",target="
                        + target.target() + ",lun=" + target.unit() + ",initiator-name=" + NAME,
                "--nbd-server",
                "addr.type=unix,addr.path=" + folder.resolve("socket") + ",max-connections=0",
                "--export",
                "type=nbd,id=offered,node-name=disk,name=" + EXPORT + ",writable=on");
    }

    Path socket() {
        return folder.resolve("socket");
    }

    private void awaitReady(String address, Volume.Iscsi target) throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (!Files.exists(socket())) {
            if (!process.isAlive()
                    || System.nanoTime() > limit
                    || Thread.currentThread().isInterrupted()) {
                throw new LabException("iSCSI target " + target.target() + " at " + address + ":" + target.port()
                        + " cannot be used: "
                        + Files.readString(folder.resolve("log"))
                                .lines()
                                .limit(3)
                                .toList());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            for (String left : List.of("socket", "log")) {
                Files.deleteIfExists(folder.resolve(left));
            }
            Files.deleteIfExists(folder);
        } catch (IOException failed) {
            throw new LabException("the iSCSI initiator's folder " + folder + " stays: " + failed.getMessage(), failed);
        }
    }
}
