package org.seatrial.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.ManagementPath;

/**
 * What the faults in force are healed through no longer answers. Asking may take seconds, so that it is done on a thread of
 * its own; in virtual time on the run's.
 */
final class ManagementLost implements AbortCondition {

    /** So many questions in a row without an answer. */
    static final int QUESTIONS_IN_A_ROW = 3;

    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long END_LIMIT_MS = 2_000;

    private final ManagementPath path;
    private final List<Undo> undos;
    private final Clock clock;
    private @Nullable Thread asking;
    private long nextNs = Long.MIN_VALUE;
    private int silent;
    private long silentSinceNs;
    private volatile @Nullable Sighting seen;
    private volatile boolean stopped;

    ManagementLost(ManagementPath path, List<Undo> undos, Clock clock) {
        this.path = path;
        this.undos = List.copyOf(undos);
        this.clock = clock;
    }

    @Override
    public Optional<Sighting> look(long faultNs, long nowNs) {
        if (stopped) {
            return Optional.empty();
        }
        if (!clock.real()) {
            if (nowNs >= nextNs) {
                nextNs = nowNs + EVERY_NS;
                ask();
            }
        } else if (asking == null) {
            asking = Thread.ofPlatform().daemon().name("management-path").start(this::askOn);
        }
        return Optional.ofNullable(seen);
    }

    private void askOn() {
        try {
            while (!stopped && seen == null) {
                ask();
                TimeUnit.NANOSECONDS.sleep(EVERY_NS);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        long askedNs = clock.monotonicNanos();
        List<String> unanswered = unanswered();
        if (unanswered.isEmpty() || stopped) {
            silent = 0;
            return;
        }
        if (silent == 0) {
            silentSinceNs = askedNs;
        }
        silent++;
        if (silent == QUESTIONS_IN_A_ROW) {
            seen = new Sighting(
                    silentSinceNs,
                    "the management path is lost: " + silent + " times in a row no answer from "
                            + String.join("; ", unanswered));
        }
    }

    private List<String> unanswered() {
        try {
            return path.unanswered(undos);
        } catch (LabException failed) {
            return List.of(String.valueOf(failed.getMessage()));
        }
    }

    /** A device takes one question at a time, and healing must not wait behind ours. */
    @Override
    public void beforeHealing() {
        stopped = true;
        Thread thread = asking;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_LIMIT_MS);
        while (thread.isAlive() && System.nanoTime() < untilNs) {
            try {
                thread.join(END_LIMIT_MS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
