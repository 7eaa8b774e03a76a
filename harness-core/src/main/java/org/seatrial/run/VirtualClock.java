package org.seatrial.run;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Time that passes only while somebody waits for it. Actions may be set for an instant; they run on the waiting thread
 * when time reaches them. For one thread only.
 */
public final class VirtualClock implements Clock {

    private static final Instant START = Instant.parse("2026-11-21T10:15:03Z");
    private static final long START_NS = 1_000_000_000L;

    private final TreeMap<Long, Runnable> actions = new TreeMap<>();
    private long nowNs = START_NS;

    @Override
    public long monotonicNanos() {
        return nowNs;
    }

    @Override
    public Instant wall() {
        return START.plusNanos(nowNs - START_NS);
    }

    /** Runs an action once time reaches an instant; a second action for the same instant follows the first. */
    public void at(long monotonicNanos, Runnable action) {
        actions.merge(monotonicNanos, action, (first, second) -> () -> {
            first.run();
            second.run();
        });
    }

    @Override
    public boolean real() {
        return false;
    }

    @Override
    public void sleepUntil(long monotonicNanos) throws InterruptedException {
        Map.Entry<Long, Runnable> due = actions.floorEntry(monotonicNanos);
        while (due != null) {
            Map.Entry<Long, Runnable> next = actions.pollFirstEntry();
            nowNs = Math.max(nowNs, next.getKey());
            next.getValue().run();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            due = actions.floorEntry(monotonicNanos);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nowNs = Math.max(nowNs, monotonicNanos);
    }
}
