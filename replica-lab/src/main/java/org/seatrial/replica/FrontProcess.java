package org.seatrial.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;

/**
 * The process in front of one volume. A shell keeps it: a target that ends when its interface is taken down, which a shelf of
 * disks does not do, is started again until the node loses its power.
 */
record FrontProcess(VolumeTarget volume, VolumeFront front) {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long POLL_NS = 5_000_000;

    /** Names the socket by which tgtd is administered, so that each has its own. */
    private static final String CONTROL = "TGT_IPC_SOCKET";

    /** Commands that the target keeps; more are lost. */
    private static final int BUFFERS = 64;

    private String part() {
        return volume.name() + ".front";
    }

    private Path file(String end) {
        return volume.folder().resolve(part() + end);
    }

    Path log() {
        return file(".log");
    }

    private boolean runs() {
        return FrrNode.process(volume.namespace(), volume.folder(), part()).isPresent();
    }

    /** Starts it if it does not run; then it answers. */
    void start() {
        if (runs()) {
            return;
        }
        // Whoever starts it waits until nobody holds the pipe of its output any more.
        String shell =
                "echo $$ > \"$1\"; exec >>\"$2\" 2>&1 </dev/null; shift 2;" + " while :; do \"$@\"; sleep 0.1; done";
        List<String> line = new ArrayList<>(List.of("setsid", "--fork", "ip", "netns", "exec", volume.namespace()));
        line.addAll(List.of("nice", "-n", Priority.NICENESS, "sh", "-c", shell, "sh"));
        line.add(file(".pid").toString());
        line.add(log().toString());
        line.addAll(command());
        try {
            // What a killed process left would say that this one answers.
            Files.deleteIfExists(file(".pid"));
            Files.deleteIfExists(log());
            Program.run(line, "");
            awaitReady();
        } catch (IOException | LabException failed) {
            throw new LabException(
                    "volume " + volume.name() + " of " + volume.node() + " is not offered by " + front.program() + ": "
                            + failed.getMessage(),
                    failed);
        }
    }

    private List<String> command() {
        return switch (front) {
            // Every write as if its file were opened for synchronous writing: it passes no flush on.
            case VolumeFront.Vblade it ->
                List.of(
                        it.program(),
                        "-b",
                        String.valueOf(BUFFERS),
                        "-s",
                        String.valueOf(it.shelf()),
                        String.valueOf(it.slot()),
                        it.interfaceName(),
                        volume.asServedFile().toString());
            case VolumeFront.Tgt it ->
                List.of(
                        "env",
                        CONTROL + "=" + file(".control"),
                        it.program(),
                        "--foreground",
                        "--iscsi",
                        "portal=0.0.0.0:" + it.port());
        };
    }

    private String said() throws IOException {
        return Files.exists(log()) ? Files.readString(log()) : "";
    }

    private void awaitReady() throws IOException {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!ready()) {
            if (System.nanoTime() > limit || Thread.currentThread().isInterrupted()) {
                throw new LabException("it is not ready after " + LIMIT.toSeconds() + " s, and said: "
                        + said().lines().limit(3).toList());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private boolean ready() throws IOException {
        return switch (front) {
            case VolumeFront.Vblade _ -> said().contains(" sectors ");
            case VolumeFront.Tgt it -> configured(it);
        };
    }

    /** Tells a target that was just started what it offers; false if it does not listen yet. */
    private boolean configured(VolumeFront.Tgt it) {
        try {
            administer("--mode", "target", "--op", "new", "--targetname", it.target());
        } catch (LabException notYet) {
            return false;
        }
        String unit = String.valueOf(VolumeFront.Tgt.UNIT);
        String backing = volume.asServedFile().toString();
        administer("--mode", "logicalunit", "--op", "new", "--lun", unit, "--backing-store", backing);
        administer("--mode", "target", "--op", "bind", "--initiator-address", "ALL");
        return true;
    }

    private void administer(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", CONTROL + "=" + file(".control"), "tgtadm"));
        command.addAll(List.of("--lld", "iscsi", "--tid", "1"));
        command.addAll(List.of(arguments));
        Program.run(command, "");
    }
}
