package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.seatrial.benchmarks.Row;

/**
 * A wire that does nothing: a loop of the same priority that only reads the clock, and how late it sees instants as far apart
 * as a wire's frames. That is the processor's own share of a release error, taken by whatever interrupts the loop (the timer
 * tick, the kernel's threads, the host below a virtual machine); no wire on that machine has less.
 */
final class ClockLoop {

    private static final double MOST = 0.99;
    private static final long NOTABLE_NS = 10_000;

    private ClockLoop() {}

    /** What one round showed: lateness, and gaps between two readings that are longer than 10 µs. */
    private record Round(double p99Us, double gapsPerSecond, double gapsShare) {}

    /** Adds what it finds to a row, for information. */
    static void measure(Row row, double instantsPerSecond, int rounds, long roundNs) throws IOException {
        FutureTask<Round[]> measured = new FutureTask<>(inRounds(instantsPerSecond, rounds, roundNs));
        Thread.ofPlatform().name("clock").start(measured);
        try {
            Round[] found = measured.get();
            row.aloneForInformation(
                    "a loop that only reads the clock: lateness p99",
                    "us",
                    Arrays.stream(found).mapToDouble(Round::p99Us).toArray());
            row.aloneForInformation(
                    "its gaps over 10 us",
                    "1/s",
                    Arrays.stream(found).mapToDouble(Round::gapsPerSecond).toArray());
            row.aloneForInformation(
                    "time lost in them",
                    "%",
                    Arrays.stream(found).mapToDouble(Round::gapsShare).toArray());
        } catch (ExecutionException failed) {
            throw new IOException("the clock's loop failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the clock's loop ran", interrupted);
        }
    }

    private static Callable<Round[]> inRounds(double instantsPerSecond, int rounds, long roundNs) {
        return () -> {
            TwoHosts.raiseThread(
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString());
            round(instantsPerSecond, roundNs / 4);
            Round[] found = new Round[rounds];
            for (int i = 0; i < rounds; i++) {
                found[i] = round(instantsPerSecond, roundNs);
            }
            return found;
        };
    }

    private static Round round(double instantsPerSecond, long forNs) {
        double intervalNs = 1e9 / instantsPerSecond;
        long[] lateNs = new long[(int) (forNs / intervalNs)];
        long gaps = 0;
        long lostNs = 0;
        long start = System.nanoTime();
        long before = start;
        int next = 0;
        long due = start;
        while (next < lateNs.length) {
            long now = System.nanoTime();
            if (now - before > NOTABLE_NS) {
                gaps++;
                lostNs += now - before;
            }
            before = now;
            while (next < lateNs.length && due <= now) {
                lateNs[next++] = now - due;
                due = start + (long) (next * intervalNs);
            }
        }
        double elapsedNs = before - start;
        Arrays.sort(lateNs);
        return new Round(lateNs[(int) (MOST * lateNs.length)] / 1e3, gaps * 1e9 / elapsedNs, 100 * lostNs / elapsedNs);
    }
}
