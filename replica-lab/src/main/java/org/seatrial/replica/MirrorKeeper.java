package org.seatrial.replica;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.lab.LabException;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;

/**
 * Looks at one mirror over and over, sets it up when it can be, and remembers what it saw. A look takes up to 0.3 s while the
 * copy's node does not answer, and 3 s at each question where the target itself hangs; when each began and ended is kept.
 */
final class MirrorKeeper implements AutoCloseable {

    private static final long REST_NS = 100_000_000;
    private static final long REST_WHILE_COPYING_NS = 20_000_000;
    private static final long LOOKED_WITHIN_NS = 10_000_000_000L;
    private static final int MOST_SPANS = 20_000;

    private final MirrorPair pair;
    private final Thread thread;
    private final Deque<MirrorSpan> spans = new ArrayDeque<>();
    private String why = "it was not set up yet";
    private long lookedNs = Long.MIN_VALUE;
    private @Nullable State state;
    private volatile boolean closed;

    MirrorKeeper(MirrorPair pair) {
        this.pair = pair;
        thread = Thread.ofPlatform().name("mirror").daemon().unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    private void keep() {
        while (!closed) {
            long beforeNs = System.nanoTime();
            MirrorPair.Look look;
            try {
                look = pair.look();
            } catch (LabException | SystemCallException refused) {
                look = new MirrorPair.Look(State.INTERRUPTED, MirrorSpan.UNKNOWN, String.valueOf(refused.getMessage()));
            }
            note(look, beforeNs, System.nanoTime());
            LockSupport.parkNanos(look.state() == State.COPYING ? REST_WHILE_COPYING_NS : REST_NS);
        }
    }

    private synchronized void note(MirrorPair.Look look, long beforeNs, long afterNs) {
        MirrorSpan now = MirrorSpan.look(
                pair.source().node(),
                pair.source().name(),
                pair.copy().node(),
                look.state(),
                look.leftBytes(),
                pair.bytes(),
                beforeNs,
                afterNs);
        MirrorSpan last = spans.peekLast();
        if (last != null && last.goesOnIn(now)) {
            spans.removeLast();
            spans.addLast(last.until(now));
        } else {
            spans.addLast(now);
        }
        if (spans.size() > MOST_SPANS) {
            spans.removeFirst();
        }
        state = look.state();
        why = look.why();
        lookedNs = beforeNs;
        notifyAll();
    }

    synchronized List<MirrorSpan> seen() {
        return List.copyOf(spans);
    }

    /** Why the copy is none, by a look that began after the question was put; empty if it is one. */
    Optional<String> missing() {
        long askedNs = System.nanoTime();
        LockSupport.unpark(thread);
        boolean interrupted = false;
        try {
            synchronized (this) {
                while (lookedNs < askedNs) {
                    long leftNs = askedNs + LOOKED_WITHIN_NS - System.nanoTime();
                    if (leftNs <= 0 || closed) {
                        return Optional.of(pair.told("nobody has looked at it for a while"));
                    }
                    try {
                        wait(Math.max(1, leftNs / 1_000_000));
                    } catch (InterruptedException again) {
                        interrupted = true;
                    }
                }
                return state == State.IN_SYNC ? Optional.empty() : Optional.of(pair.told(why));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    MirrorPair pair() {
        return pair;
    }

    /** Leaves the mirror itself to the end of its processes. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
