package org.seatrial.run;

import java.nio.file.Path;
import java.time.Instant;
import org.seatrial.fault.Commanded;

/**
 * {@code events.jsonl}: what happened when, one event a line, in the order it became known. An instant read back later
 * than the next event stands after it; {@code ns} orders events in time.
 */
public final class EventLog implements AutoCloseable {

    private final AppendOnlyFile file;
    private final Clock clock;

    public EventLog(Path path, Clock clock) {
        this.file = new AppendOnlyFile(path);
        this.clock = clock;
    }

    /** Something that happened now. */
    public void now(String kind, String trial, String detail) {
        at(clock.monotonicNanos(), kind, trial, detail);
    }

    /** Something that happened at an instant of the monotonic clock. */
    public void at(long ns, String kind, String trial, String detail) {
        Instant wall = clock.wall().minusNanos(clock.monotonicNanos() - ns);
        file.append(new Event(ns, wall.toString(), kind, trial, detail));
    }

    /** A command, with the width of the interval that holds its instant. */
    public void commanded(Commanded commanded, String kind, String trial, String detail) {
        at(commanded.beforeNs(), kind, trial, detail + ", within " + commanded.widthNs() + " ns after");
    }

    /** Puts everything on the disk; called at the ends of trials, because in between it would disturb the measurement. */
    public void sync() {
        file.sync();
    }

    @Override
    public void close() {
        file.close();
    }

    /**
     * One line.
     *
     * @param ns on the monotonic clock
     * @param wall ISO 8601, UTC
     * @param trial the trial's path; empty outside trials
     */
    public record Event(long ns, String wall, String kind, String trial, String detail) {}
}
