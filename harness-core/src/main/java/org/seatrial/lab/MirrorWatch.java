package org.seatrial.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.MirrorSpan.State;

/** Looks at one mirror over and over and remembers what it saw, with the instants before and after each look. */
public final class MirrorWatch implements AutoCloseable {

    private static final long LOOKED_WITHIN_NS = 10_000_000_000L;
    private static final int MOST_SPANS = 20_000;

    private final Mirror mirror;
    private final Pace pace;
    private final Supplier<MirrorLook> eye;
    private final Thread thread;
    private final Deque<MirrorSpan> spans = new ArrayDeque<>();
    private String why = "it was not set up yet";
    private long lookedNs = Long.MIN_VALUE;
    private long totalBytes;
    private @Nullable State state;
    private volatile boolean closed;

    /**
     * Which mirror.
     *
     * @param node whose volume is mirrored
     * @param volume its name
     * @param copy the node that keeps the copy
     */
    public record Mirror(String node, String volume, String copy) {

        String told(String why) {
            return "volume " + volume + " of " + node + " is not mirrored to " + copy + ": " + why;
        }
    }

    /** Rests between two looks. */
    public record Pace(Duration rest, Duration restWhileCopying) {}

    /** @param eye takes a look; a {@link LabException} of it means that the mirror is interrupted */
    public MirrorWatch(Mirror mirror, Pace pace, Supplier<MirrorLook> eye) {
        this.mirror = mirror;
        this.pace = pace;
        this.eye = eye;
        thread = Thread.ofPlatform().name("mirror").daemon().unstarted(this::keep);
    }

    public void start() {
        thread.start();
    }

    private void keep() {
        while (!closed) {
            long beforeNs = System.nanoTime();
            MirrorLook look;
            try {
                look = eye.get();
            } catch (LabException refused) {
                look = MirrorLook.interrupted(String.valueOf(refused.getMessage()));
            }
            note(look, beforeNs, System.nanoTime());
            Duration rest = look.state() == State.COPYING ? pace.restWhileCopying() : pace.rest();
            LockSupport.parkNanos(rest.toNanos());
        }
    }

    private synchronized void note(MirrorLook look, long beforeNs, long afterNs) {
        totalBytes = look.totalBytes() > 0 ? look.totalBytes() : totalBytes;
        MirrorSpan now = MirrorSpan.look(
                mirror.node(),
                mirror.volume(),
                mirror.copy(),
                look.state(),
                look.leftBytes(),
                totalBytes,
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

    /** What was seen of late, by time. */
    public synchronized List<MirrorSpan> seen() {
        return List.copyOf(spans);
    }

    /** Why the copy is none, by a look that began after the question was put; empty if it is one. */
    public Optional<String> missing() {
        long askedNs = System.nanoTime();
        LockSupport.unpark(thread);
        boolean interrupted = false;
        try {
            synchronized (this) {
                while (lookedNs < askedNs) {
                    long leftNs = askedNs + LOOKED_WITHIN_NS - System.nanoTime();
                    if (leftNs <= 0 || closed) {
                        return Optional.of(mirror.told("nobody has looked at it for a while"));
                    }
                    try {
                        wait(Math.max(1, leftNs / 1_000_000));
                    } catch (InterruptedException again) {
                        interrupted = true;
                    }
                }
                return state == State.IN_SYNC ? Optional.empty() : Optional.of(mirror.told(why));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the looking, and leaves the mirror as it is. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }
}
