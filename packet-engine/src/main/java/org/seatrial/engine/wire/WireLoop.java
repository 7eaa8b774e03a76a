package org.seatrial.engine.wire;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.seatrial.engine.sys.ClockCalls;

/**
 * Serves many strands with one thread: releases what is due, looks at a few strands for what has arrived, and again. How
 * often it looks does not change when a frame leaves, because the kernel has stamped its arrival.
 */
final class WireLoop implements Runnable {

    /** Strands looked at before the clock is read again. */
    private static final int AT_ONCE = 4;

    private static final int REHEARSALS = 500;
    private static final long REHEARSAL_NS = 100_000;
    private static final long RESAMPLE_NS = 10_000_000;

    /** So shortly before a frame is due nothing else is looked at, because that takes about as long. */
    private static final long IMMINENT_NS = 500;

    /** Reading clocks takes microseconds: done while nothing is due that soon, or when it is overdue. */
    private static final long QUIET_NS = 20_000;

    private final Strand[] strands;
    private final RingStatistics[] statistics;
    private final WireControl control;
    private final WireMode mode;
    private final CountDownLatch ready;
    private final Rest rest;
    private final StampClock clock;
    private long resampleAtNs;
    private int statisticsNext;
    private long earliestNs = Strand.NOTHING;
    private int earliest;
    private int cursor;

    /**
     * A loop over strands.
     *
     * @param clock of all of them
     * @param ready counted down when the loop carries frames as well as it ever will
     */
    WireLoop(
            List<Strand> strands,
            List<RingStatistics> statistics,
            StampClock clock,
            WireControl control,
            WireMode mode,
            CountDownLatch ready) {
        this.strands = strands.toArray(Strand[]::new);
        this.statistics = statistics.toArray(RingStatistics[]::new);
        this.clock = clock;
        this.control = control;
        this.mode = mode;
        this.ready = ready;
        int[] fds = statistics.stream().mapToInt(RingStatistics::fd).toArray();
        rest = new Rest(this.strands, fds);
    }

    /** Runs until the process ends. */
    @Override
    public void run() {
        ClockCalls.sharpenTimers();
        rehearse();
        ready.countDown();
        long before = System.nanoTime();
        int looked = 0;
        while (true) {
            long now = System.nanoTime();
            if (now - before > WireStalls.NOTABLE_NS) {
                control.stalled(now - before, now);
            }
            before = now;
            if (now >= earliestNs) {
                strands[earliest].release();
                findEarliest();
                continue;
            }
            if (now >= earliestNs - IMMINENT_NS) {
                continue;
            }
            keepHouse(now);
            look(now);
            looked += AT_ONCE;
            if (mode == WireMode.ECONOMICAL && looked >= strands.length) {
                looked = 0;
                before = rest.until(earliestNs);
            }
        }
    }

    /**
     * Does everything a few hundred times, so that it is compiled, and what waking takes is known, before the first frame.
     * Frames that come early are carried none the less.
     */
    private void rehearse() {
        for (int i = 0; i < REHEARSALS; i++) {
            long now = System.nanoTime();
            resampleAtNs = now;
            keepHouse(now);
            look(now);
            if (now >= earliestNs) {
                strands[earliest].release();
            }
            findEarliest();
            if (mode == WireMode.ECONOMICAL) {
                rest.until(Math.min(earliestNs, now + REHEARSAL_NS));
            }
        }
    }

    private void look(long now) {
        for (int i = 0; i < AT_ONCE && i < strands.length; i++) {
            Strand strand = strands[cursor];
            strand.admitArrived(now);
            if (strand.dueNs() < earliestNs) {
                earliestNs = strand.dueNs();
                earliest = cursor;
            }
            cursor = cursor + 1 == strands.length ? 0 : cursor + 1;
        }
    }

    private void findEarliest() {
        earliestNs = Strand.NOTHING;
        for (int i = 0; i < strands.length; i++) {
            long due = strands[i].dueNs();
            if (due < earliestNs) {
                earliestNs = due;
                earliest = i;
            }
        }
    }

    private void keepHouse(long now) {
        boolean overdue = now >= resampleAtNs + RESAMPLE_NS;
        if (now < resampleAtNs || (earliestNs - now < QUIET_NS && !overdue)) {
            return;
        }
        resampleAtNs = now + RESAMPLE_NS;
        clock.resample();
        // One ring each time, and any that the kernel says has lost frames: each is asked at least every few seconds.
        for (int i = 0; i < strands.length; i++) {
            if (strands[i].takeLosing() || i == statisticsNext) {
                strands[i].countOverruns(statistics[i].takeDrops());
            }
        }
        statisticsNext = statisticsNext + 1 < strands.length ? statisticsNext + 1 : 0;
    }
}
