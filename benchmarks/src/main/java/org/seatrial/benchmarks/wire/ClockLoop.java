package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A wire without frames: a loop of the same priority that reads the clock, and how late it sees instants as far apart as a
 * wire's frames. That is the processor's own share of a release error, taken by whatever interrupts the loop (the timer
 * tick, the kernel's threads, the host below a virtual machine); no wire on that machine has less. Where each instant costs
 * it as much time as a frame costs the wire, what has piled up in an interruption keeps it late for longer: that is what
 * sending adds.
 *
 * @param p99Us lateness
 * @param gaps between two readings of the clock that are more than 10 µs apart
 * @param forNs how long it ran
 */
record ClockLoop(double p99Us, List<Gap> gaps, long forNs) {

    /** Name of its thread. */
    static final String THREAD = "clock";

    private static final double MOST = 0.99;
    private static final long NOTABLE_NS = 10_000;

    /** A time in which the loop did not run, monotonic. */
    record Gap(long fromNs, long untilNs) {

        long ns() {
            return untilNs - fromNs;
        }
    }

    double gapsPerSecond() {
        return gaps.size() * 1e9 / forNs;
    }

    /** The share of its time that it lost in gaps. */
    double gapsPercent() {
        return 100.0 * gaps.stream().mapToLong(Gap::ns).sum() / forNs;
    }

    /**
     * Runs it on a thread of its own.
     *
     * @param costNs nanoseconds that each instant takes; 0 to read the clock alone
     */
    static ClockLoop measure(double instantsPerSecond, long costNs, long forNs) throws IOException {
        FutureTask<ClockLoop> measured = new FutureTask<>(() -> {
            TwoHosts.raiseThread(
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString());
            round(instantsPerSecond, costNs, forNs / 10);
            return round(instantsPerSecond, costNs, forNs);
        });
        Thread.ofPlatform().name(THREAD).start(measured);
        try {
            return measured.get();
        } catch (ExecutionException failed) {
            throw new IOException("the clock's loop failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the clock's loop ran", interrupted);
        }
    }

    private static ClockLoop round(double instantsPerSecond, long costNs, long forNs) {
        double intervalNs = 1e9 / instantsPerSecond;
        long[] lateNs = new long[(int) (forNs / intervalNs)];
        List<Gap> gaps = new ArrayList<>();
        long start = System.nanoTime();
        long before = start;
        int next = 0;
        long due = start;
        while (next < lateNs.length) {
            long now = System.nanoTime();
            if (now - before > NOTABLE_NS) {
                gaps.add(new Gap(before, now));
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
        Arrays.sort(lateNs);
        return new ClockLoop(lateNs[(int) (MOST * lateNs.length)] / 1e3, gaps, before - start);
    }
}
