package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.seatrial.benchmarks.Row;

/**
 * A wire without frames: a loop of the same priority that reads the clock, and how late it sees instants as far apart as a
 * wire's frames. That is the processor's own share of a release error, taken by whatever interrupts the loop (the timer
 * tick, the kernel's threads, the host below a virtual machine); no wire on that machine has less. Where each instant costs
 * it as much time as a frame costs the wire, what has piled up in an interruption keeps it late for longer: that is what
 * sending adds.
 */
final class ClockLoop {

    private static final double MOST = 0.99;
    private static final long NOTABLE_NS = 10_000;

    private ClockLoop() {}

    /** What one round showed: lateness, and gaps between two readings that are longer than 10 µs. */
    private record Round(double p99Us, double gapsPerSecond, double gapsShare) {}

    /**
     * Adds what it finds to a row, for information.
     *
     * @param beside what else runs, to be named in the figure; empty if nothing does
     * @param costNs nanoseconds that each instant takes; 0 to read the clock alone
     */
    static void measure(Row row, String beside, double instantsPerSecond, long costNs, int rounds, long roundNs)
            throws IOException {
        FutureTask<Round[]> measured = new FutureTask<>(inRounds(instantsPerSecond, costNs, rounds, roundNs));
        Thread.ofPlatform().name("clock").start(measured);
        try {
            Round[] found = measured.get();
            String loop = costNs == 0
                    ? "a loop that only reads the clock"
                    : "a loop that takes " + costNs + " ns for each instant";
            row.aloneForInformation(
                    loop + beside + ": lateness p99",
                    "us",
                    Arrays.stream(found).mapToDouble(Round::p99Us).toArray());
            if (costNs > 0) {
                return;
            }
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

    private static Callable<Round[]> inRounds(double instantsPerSecond, long costNs, int rounds, long roundNs) {
        return () -> {
            TwoHosts.raiseThread(
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString());
            round(instantsPerSecond, costNs, roundNs / 4);
            Round[] found = new Round[rounds];
            for (int i = 0; i < rounds; i++) {
                found[i] = round(instantsPerSecond, costNs, roundNs);
            }
            return found;
        };
    }

    private static Round round(double instantsPerSecond, long costNs, long forNs) {
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
                if (costNs > 0) {
                    long served = now + costNs;
                    while (now < served) {
                        now = System.nanoTime();
                    }
                    before = now;
                }
            }
        }
        double elapsedNs = before - start;
        Arrays.sort(lateNs);
        return new Round(lateNs[(int) (MOST * lateNs.length)] / 1e3, gaps * 1e9 / elapsedNs, 100 * lostNs / elapsedNs);
    }
}
