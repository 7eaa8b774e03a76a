package org.seatrial.generators.storage;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import org.seatrial.engine.sys.ClockCalls;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;

/** The one thread that writes and takes answers for all writers of a workload. */
final class WriterLoop implements Runnable {

    private static final int POLLFD_BYTES = 8;
    private static final short POLLIN = 1;
    private static final short POLLIN_OR_POLLOUT = 5;
    /** A new connection is taken up, and a stop noticed, within this. */
    private static final long LONGEST_REST_NS = 2_000_000;

    private final List<Writer> writers;
    private final Consumer<Writer> connect;
    private volatile long untilNs = Long.MAX_VALUE;
    private volatile long giveUpNs = Long.MAX_VALUE;
    private volatile boolean ended;

    /** @param connect starts connecting a writer that has lost its connection, and returns at once */
    WriterLoop(List<Writer> writers, Consumer<Writer> connect) {
        this.writers = writers;
        this.connect = connect;
    }

    /** No write is due from {@code fromNs} on; the loop ends when all are answered, at {@code giveUpNs} at the latest. */
    void stop(long fromNs, long giveUpNs) {
        this.giveUpNs = giveUpNs;
        untilNs = Math.min(untilNs, fromNs);
    }

    /** Whether it ran to its end. */
    boolean ended() {
        return ended;
    }

    @Override
    public void run() {
        ClockCalls.sharpenTimers();
        Timespec timespec = new Timespec();
        MemorySegment polled = Arena.ofAuto().allocate((long) POLLFD_BYTES * writers.size(), 8);
        while (true) {
            long nextNs = Long.MAX_VALUE;
            for (Writer writer : writers) {
                nextNs = Math.min(nextNs, writer.work(untilNs));
                if (writer.takeLost()) {
                    connect.accept(writer);
                }
            }
            long now = System.nanoTime();
            if (now >= untilNs && (now >= giveUpNs || writers.stream().allMatch(Writer::done))) {
                ended = true;
                return;
            }
            long restNs = Math.clamp(nextNs - now, 0, LONGEST_REST_NS);
            for (int i = 0; i < writers.size(); i++) {
                Writer writer = writers.get(i);
                polled.set(JAVA_INT, (long) i * POLLFD_BYTES, writer.fd());
                polled.set(JAVA_SHORT, (long) i * POLLFD_BYTES + 4, writer.wantsToSend() ? POLLIN_OR_POLLOUT : POLLIN);
            }
            Linux.ppoll(polled, writers.size(), timespec.of(restNs));
        }
    }
}
