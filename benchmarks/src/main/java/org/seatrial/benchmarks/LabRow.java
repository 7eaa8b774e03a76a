package org.seatrial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.engine.sys.Timespec;

/**
 * A lab of a hundred bridges in a line with a host on each, 199 links, up and down, against Mininet. Both are programs
 * timed from start to end, so that the start of our virtual machine counts as that of their interpreter does.
 */
public final class LabRow {

    private static final double BAR = 0.1;
    private static final int ROUNDS = 7;
    private static final long QUIET_NS = 2_000_000_000L;
    private static final long LONGEST_WAIT_NS = 15_000_000_000L;

    /** In a network namespace of its own: Mininet puts its bridges into the one it runs in. */
    private static final List<String> THEIRS = List.of(
            "unshare",
            "--net",
            "--mount",
            "sh",
            "-c",
            "mount -t sysfs sysfs /sys && exec mn --switch lxbr --topo linear," + LabUpAndDown.BRIDGES
                    + " --test none");

    private LabRow() {}

    public static void main(String[] arguments) throws IOException {
        int exit;
        try (Folder folder = Folder.make()) {
            exit = run(folder.path().resolve("classes.aot"));
        }
        System.exit(exit);
    }

    private static int run(Path classes) throws IOException {
        // The launcher has the command's classes loaded beforehand; so has this program.
        Program.run(ours("-XX:AOTCacheOutput=" + classes));
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = seconds(ours("-XX:AOTCache=" + classes), "up ");
            theirs[round] = seconds(THEIRS, "*** Stopping " + LabUpAndDown.BRIDGES + " hosts");
        }
        Row row = new Row("LabRow");
        row.atMost(LabUpAndDown.BRIDGES + " bridges and hosts, up and down", "s", ours, theirs, BAR);
        return row.exitCode();
    }

    private static List<String> ours(String classes) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java));
        // As the command itself is started.
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                classes,
                "-cp",
                System.getProperty("java.class.path"),
                LabUpAndDown.class.getName()));
        return command;
    }

    /** @param proof what the program prints once its lab was up */
    private static double seconds(List<String> command, String proof) throws IOException {
        long start = System.nanoTime();
        String said = Program.run(command);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!said.contains(proof)) {
            throw new IllegalStateException("'" + command.getFirst() + "' brought no lab up: " + said);
        }
        awaitQuiet();
        return seconds;
    }

    /** The kernel goes on taking namespaces apart after the program that removed them; the next round must not pay for it. */
    private static void awaitQuiet() throws IOException {
        Timespec timespec = new Timespec();
        long quietSince = System.nanoTime();
        long limit = quietSince + LONGEST_WAIT_NS;
        long last = -1;
        while (System.nanoTime() - quietSince < QUIET_NS && System.nanoTime() < limit) {
            long busy = busyTicks();
            if (last >= 0 && busy - last > 2) {
                quietSince = System.nanoTime();
            }
            last = busy;
            timespec.sleepUntil(System.nanoTime() + 200_000_000);
        }
    }

    /** Time that the kernel spent in its own name since boot, in hundredths of a second. */
    private static long busyTicks() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        return Long.parseLong(fields[3]);
    }
}
