package org.seatrial.benchmarks.packet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The number of rounds from the command line, and the quiet that each begins in. */
final class Rounds {

    private static final int USUAL = 7;
    private static final long LOOK_NS = 200_000_000;
    private static final int LOOKS = 25;
    private static final double QUIET = 0.9;

    private Rounds() {}

    static int of(String[] arguments) {
        return arguments.length == 0 ? USUAL : Integer.parseInt(arguments[0]);
    }

    /** Waits until the processors do next to nothing, at most 5 s: two spinning tools need them both. */
    static void awaitQuiet() {
        long[] before = idleAndTotal();
        for (int look = 0; look < LOOKS; look++) {
            OwnFlow.sleepUntil(System.nanoTime() + LOOK_NS);
            long[] after = idleAndTotal();
            if (after[0] - before[0] >= QUIET * (after[1] - before[1])) {
                return;
            }
            before = after;
        }
    }

    private static long[] idleAndTotal() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+", -1);
            int idle = 4;
            int waiting = 5;
            long total = 0;
            for (int i = 1; i <= 8; i++) {
                total += Long.parseLong(fields[i]);
            }
            return new long[] {Long.parseLong(fields[idle]) + Long.parseLong(fields[waiting]), total};
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
