package org.seatrial.engine.wire;

import org.seatrial.engine.sys.Alarm;

/**
 * Two alarms in turn: while the thread sleeps until one, the other is already set for the frame behind, so that under load
 * no sleep has to program the hardware (see {@link Alarm}). An alarm is used only if it goes off at the very instant that is
 * asked for, or so shortly before that sleeping again would not be worth it.
 */
final class Alarms {

    private static final long UNSET = Long.MIN_VALUE;

    /** What waking is thought to take changes a little between setting an alarm and sleeping until it. */
    private static final long EARLY_NS = 2_000;

    private static final long LATE_NS = 500;

    private final Alarm first;
    private final Alarm second;
    private long firstNs = UNSET;
    private long secondNs = UNSET;
    private boolean useSecond;

    Alarms() {
        first = new Alarm();
        second = new Alarm();
    }

    /**
     * Chooses the alarm to sleep until.
     *
     * @param wakeNs when it has to go off
     * @param behindNs when the thread will want to be woken the next time; {@link Strand#NOTHING} if that is not known
     * @return its descriptor
     */
    int fdFor(long wakeNs, long behindNs) {
        if (fits(firstNs, wakeNs)) {
            useSecond = false;
        } else if (fits(secondNs, wakeNs)) {
            useSecond = true;
        } else {
            set(wakeNs);
        }
        if (behindNs != Strand.NOTHING && !fits(useSecond ? firstNs : secondNs, behindNs)) {
            useSecond = !useSecond;
            set(behindNs);
            useSecond = !useSecond;
        }
        return useSecond ? second.fd() : first.fd();
    }

    /** When the alarm that was chosen last goes off. */
    long setToNs() {
        return useSecond ? secondNs : firstNs;
    }

    /** The chosen alarm has gone off: it must not be slept until again. */
    void wentOff() {
        if (useSecond) {
            secondNs = UNSET;
        } else {
            firstNs = UNSET;
        }
    }

    private static boolean fits(long setToNs, long wakeNs) {
        return setToNs != UNSET && setToNs >= wakeNs - EARLY_NS && setToNs <= wakeNs + LATE_NS;
    }

    private void set(long atNs) {
        if (useSecond) {
            second.set(atNs);
            secondNs = atNs;
        } else {
            first.set(atNs);
            firstNs = atNs;
        }
    }
}
