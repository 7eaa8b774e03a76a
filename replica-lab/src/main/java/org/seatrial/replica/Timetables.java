package org.seatrial.replica;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.fault.HealException;
import org.seatrial.lab.LabException;
import org.seatrial.lab.ThreadEnd;

/**
 * Faults that run their course by themselves. A timetable is followed as long as its claim stands: healing, by whomever,
 * takes the claim back, and no step is taken after that.
 */
final class Timetables implements AutoCloseable {

    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * What is done at an instant.
     *
     * @param atNs monotonic
     */
    record Step(long atNs, Runnable work) {}

    /** @param name of the timetable, which is also the name of its claim */
    void start(String name, Claims claims, List<Step> steps) {
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> follow(name, claims, steps));
        running.add(thread);
        thread.start();
    }

    private void follow(String name, Claims claims, List<Step> steps) {
        try {
            for (Step step : steps) {
                long left = step.atNs() - System.nanoTime();
                while (left > 0 && !closed) {
                    LockSupport.parkNanos(left);
                    left = step.atNs() - System.nanoTime();
                }
                boolean go = claims.alone(() -> {
                    boolean wanted = !closed && claims.holds(name, new Repair.Forget(name).part());
                    if (wanted) {
                        step.work().run();
                    }
                    return wanted;
                });
                if (!go) {
                    return;
                }
            }
        } catch (LabException | HealException | SystemCallException broken) {
            // The timetable ends where it failed; whoever reads the effect back finds too little of it.
            return;
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    /** No step is taken any more when this returns. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : running) {
            LockSupport.unpark(thread);
            ThreadEnd.await(thread);
        }
    }
}
