package org.seatrial.engine.standstill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seatrial.engine.sys.Linux;
import org.seatrial.recording.Standstill;

/** A whole machine cannot be stopped here; a witness that is stopped sees the same. */
final class StandstillWitnessIT {

    private static final int SIGSTOP = 19;
    private static final int SIGCONT = 18;
    private static final long STOPPED_MS = 200;
    private static final int BUSY_S = 2;

    @TempDir
    Path folder;

    @Test
    void whatStopsAllProcessorsAtOnceIsSeenAsOneSpan() throws InterruptedException {
        try (StandstillWitness witness = start()) {
            // Watching begins when it is ready, which nobody is told: stop it until it has seen it.
            await(() -> {
                pause(witness);
                return longest(witness.seen()) >= (STOPPED_MS - 50) * 1_000_000;
            });
            long longest = longest(witness.seen());
            assertThat(longest).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void whatTheWitnessSawStaysUntilItIsClosed() throws InterruptedException {
        try (StandstillWitness witness = start()) {
            await(() -> {
                pause(witness);
                return !witness.seen().isEmpty();
            });
            Linux.kill((int) witness.pid(), 9);
            await(() -> !witness.alive());
            assertThat(witness.seen()).isNotEmpty();
        }
    }

    @Test
    void aRealTimeProgramThatKeepsAllProcessorsBusyIsNoStandstill() throws InterruptedException, IOException {
        try (StandstillWitness witness = start()) {
            await(() -> {
                pause(witness);
                return !witness.seen().isEmpty();
            });
            // Before they start: this thread may be kept from running as soon as the last of them is busy, until they
            // end.
            long fromNs = System.nanoTime();
            List<Process> busy = new ArrayList<>();
            for (int processor = 0; processor < Runtime.getRuntime().availableProcessors(); processor++) {
                busy.add(busyFor(BUSY_S, processor));
            }
            // An ordinary thread, which this one is, hardly runs now.
            long starved = 0;
            long last = fromNs;
            boolean running;
            do {
                running = busy.stream().anyMatch(Process::isAlive);
                sleep(5);
                long now = System.nanoTime();
                starved = Math.max(starved, now - last);
                last = now;
            } while (running);
            assertThat(starved).as("ordinary threads were kept from running").isGreaterThan(200_000_000L);
            // The machine below may really pause meanwhile, but not for as long as it was busy.
            assertThat(longest(witness.seen().stream()
                            .filter(still -> still.untilNs() > fromNs)
                            .toList()))
                    .isLessThan(200_000_000L);
        }
    }

    /** A loop at real-time priority 50, ended by one that goes before it. */
    private static Process busyFor(int seconds, int processor) throws IOException {
        return new ProcessBuilder(
                        "chrt",
                        "-f",
                        "60",
                        "timeout",
                        "-s",
                        "KILL",
                        Integer.toString(seconds),
                        "chrt",
                        "-f",
                        "50",
                        "taskset",
                        "-c",
                        Integer.toString(processor),
                        "sh",
                        "-c",
                        "while :; do :; done")
                .inheritIO()
                .start();
    }

    private StandstillWitness start() {
        return StandstillWitness.start(folder.resolve("watch"), folder.resolve("errors"));
    }

    private static void pause(StandstillWitness witness) {
        Linux.checked("kill", Linux.kill((int) witness.pid(), SIGSTOP));
        sleep(STOPPED_MS);
        Linux.checked("kill", Linux.kill((int) witness.pid(), SIGCONT));
        sleep(50);
    }

    private static long longest(List<Standstill> seen) {
        return seen.stream().mapToLong(Standstill::lengthNs).max().orElse(0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("30 s were enough").isLessThan(until);
            Thread.sleep(10);
        }
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
