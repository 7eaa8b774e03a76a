package org.seatrial.generators.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ExchangeSink;

/** One writer's list of writes as fio notes them: when each was done in milliseconds of the wall clock, and how long it took. */
final class FioLog {

    private static final long MILLISECOND_NS = 1_000_000;
    private static final String WRITE = "1";

    private final List<Done> writes = new ArrayList<>();

    private record Done(long startedNs, long completedNs) {}

    private FioLog() {}

    /**
     * Reads lines of {@code milliseconds, nanoseconds taken, direction, octets, ...}.
     *
     * @param offsetNs of the wall clock from the monotonic one
     * @throws TargetException if a line is not understood: what cannot be read must not look like what did not happen
     */
    static FioLog read(List<String> lines, long offsetNs) {
        FioLog log = new FioLog();
        for (String line : lines) {
            String[] cells = line.split("\\s*,\\s*", -1);
            try {
                // A write was done at some instant within its millisecond; its middle is never wrong by more than a
                // half.
                long completedNs = Long.parseLong(cells[0]) * MILLISECOND_NS + MILLISECOND_NS / 2 - offsetNs;
                if (cells[2].equals(WRITE)) {
                    log.writes.add(new Done(completedNs - Long.parseLong(cells[1]), completedNs));
                }
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
                throw new TargetException("fio's list of writes has a line that is not understood: '" + line + "'");
            }
        }
        log.writes.sort(Comparator.comparingLong(Done::startedNs));
        return log;
    }

    /**
     * A write is due when fio makes it: it knows no other instant.
     *
     * @param patience after which a write counts as given up, although fio goes on waiting
     */
    void replay(int stream, Duration patience, ExchangeSink sink) {
        for (int sequence = 0; sequence < writes.size(); sequence++) {
            Done one = writes.get(sequence);
            boolean inTime = one.completedNs() - one.startedNs() <= patience.toNanos();
            sink.exchange(
                    stream,
                    sequence,
                    one.startedNs(),
                    one.startedNs(),
                    inTime ? one.completedNs() : 0,
                    inTime ? Answer.GOOD : Answer.NONE);
        }
    }
}
