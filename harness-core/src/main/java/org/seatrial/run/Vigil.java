package org.seatrial.run;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.seatrial.recording.RunFolder;
import org.seatrial.run.RunLock.Holder;
import org.seatrial.run.Salvage.Result;

/**
 * What a watchdog does: sleeps until the run is gone, then heals and removes what it left. A run that is alive heals by
 * itself and is left alone, unless a fault outlasts its deadline: then the run hangs, and its faults are healed under it.
 *
 * <p>The run is gone when the system gives its lock away. No process number is looked at, which may have passed to
 * another process.
 */
public final class Vigil {

    /** How often the ledger is looked at: a deadline is a matter of seconds. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** A heal that failed is tried again after so many looks. */
    private static final int PATIENCE = 10;

    private static final String BY = "watchdog";

    private final RunFolder folder;
    private final LedgerFollower ledger;
    private final Salvage salvage;
    private final Clock clock;
    private final Consumer<String> log;
    private int pause;

    /** @param log takes what happens, one line each */
    public Vigil(RunFolder folder, Adapters adapters, Clock clock, Quarantine quarantine, Consumer<String> log) {
        this.folder = folder;
        this.ledger = new LedgerFollower(folder.ledger());
        this.salvage = new Salvage(adapters, folder, clock, quarantine);
        this.clock = clock;
        this.log = log;
    }

    /**
     * Keeps watch until the run is gone and everything is done.
     *
     * @param watching called as soon as nothing that the run does can be missed
     * @return whether everything is healed and removed
     */
    @SuppressWarnings("try") // the lock is held, not used
    public boolean keep(Runnable watching) throws IOException, InterruptedException {
        CompletableFuture<RunLock> gone = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("run-lock").start(() -> {
            try {
                gone.complete(RunLock.await(folder, Holder.RESCUE));
            } catch (RuntimeException failed) {
                gone.completeExceptionally(failed);
            }
        });
        // Reads the ledger once, so that everything that is needed later is loaded while nothing is measured.
        look();
        watching.run();
        try (RunLock lock = awaitEnd(gone)) {
            Result result = salvage.run();
            salvage.note(BY, result);
            tell("the run is gone", result);
            return result.failures().isEmpty();
        }
    }

    private RunLock awaitEnd(CompletableFuture<RunLock> gone) throws InterruptedException {
        while (true) {
            try {
                return gone.get(LOOK.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException alive) {
                look();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("the run's lock cannot be waited for", failed);
            }
        }
    }

    /** Heals everything outstanding if a fault of it is in force longer than it may be. */
    void look() {
        if (pause > 0) {
            pause--;
            return;
        }
        ledger.follow();
        if (ledger.overdue(clock.monotonicNanos())) {
            Result result = salvage.healOnly();
            salvage.note(BY, result);
            tell("a fault is in force longer than its deadline and the run does not heal it", result);
            pause = result.failures().isEmpty() ? 0 : PATIENCE;
        }
    }

    private void tell(String why, Result result) {
        log.accept(clock.wall() + " " + why + (result.nothing() ? "; there is nothing to do" : ""));
        result.healed().forEach(what -> log.accept("  healed: " + what));
        result.removed().forEach(what -> log.accept("  removed: " + what));
        result.failures().forEach(what -> log.accept("  failed: " + what));
    }
}
