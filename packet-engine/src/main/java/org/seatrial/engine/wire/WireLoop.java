package org.seatrial.engine.wire;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.seatrial.engine.sys.ClockOffset;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.Timespec;

/**
 * Serves every strand with one thread: sleeps until a frame arrives or is nearly due, spins the last stretch. The
 * routers under test share the cores, so the spin is short.
 */
final class WireLoop {

    /** How long before a frame is due the loop stops sleeping: about what waking up takes. */
    private static final long SPIN_NS = 25_000;

    private static final long IDLE_NS = 100_000_000;
    private static final long RESAMPLE_NS = 10_000_000;
    private static final short POLLIN = 1;
    private static final int POLLFD_BYTES = 8;

    private final List<Strand> strands;
    private final MemorySegment pollfds;
    private final Timespec timeout = new Timespec();
    private final ClockOffset clock = new ClockOffset();

    WireLoop(List<Strand> strands) {
        this.strands = List.copyOf(strands);
        pollfds = Arena.ofAuto().allocate((long) POLLFD_BYTES * Math.max(1, strands.size()), 8);
    }

    /** Runs until the process ends. */
    void run() {
        Linux.sharpenTimers();
        Linux.runAtOnce();
        Strand[] all = strands.toArray(Strand[]::new);
        long resampleAt = 0;
        while (true) {
            long now = System.nanoTime();
            if (now >= resampleAt) {
                clock.sample();
                resampleAt = now + RESAMPLE_NS;
            }
            long earliest = Strand.NOTHING;
            for (Strand strand : all) {
                strand.advance(clock.offsetNs());
                earliest = Math.min(earliest, strand.dueNs());
            }
            long wait = earliest == Strand.NOTHING ? IDLE_NS : earliest - System.nanoTime() - SPIN_NS;
            if (wait > 0) {
                poll(all, wait);
            }
        }
    }

    /**
     * Waits for strands that hold nothing. One that holds a frame is left out: the kernel calls it readable, and what
     * arrives behind that frame is due later than the frame itself.
     */
    private void poll(Strand[] all, long waitNs) {
        int watched = 0;
        for (Strand strand : all) {
            if (strand.dueNs() == Strand.NOTHING) {
                long at = (long) watched * POLLFD_BYTES;
                pollfds.set(JAVA_INT, at, strand.fd());
                pollfds.set(JAVA_SHORT, at + 4, POLLIN);
                pollfds.set(JAVA_SHORT, at + 6, (short) 0);
                watched++;
            }
        }
        // POLLERR of an interface that went down is cleared by reading it; the ring itself goes on.
        int ready = Linux.ppoll(pollfds, watched, timeout.of(waitNs));
        for (int i = 0; i < watched && ready > 0; i++) {
            if ((pollfds.get(JAVA_SHORT, (long) i * POLLFD_BYTES + 6) & ~POLLIN) != 0) {
                clearError(pollfds.get(JAVA_INT, (long) i * POLLFD_BYTES));
            }
        }
    }

    private final MemorySegment error = Arena.ofAuto().allocate(4, 4);
    private final MemorySegment errorLength = Arena.ofAuto().allocateFrom(JAVA_INT, 4);

    private void clearError(int fd) {
        errorLength.set(JAVA_INT, 0, 4);
        Linux.takeSocketError(fd, error, errorLength);
    }
}
