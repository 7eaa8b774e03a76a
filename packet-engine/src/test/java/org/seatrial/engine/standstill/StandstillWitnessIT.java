package org.seatrial.engine.standstill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
