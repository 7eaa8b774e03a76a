package org.seatrial.replica;

/**
 * What a queue dropped, told apart by why. The kernel counts all drops together, so each look at its counter books what
 * came since the last: as swallowed if the queue had been silenced then, else as something of its own.
 */
final class DropCount {

    private static final long COUNTER_MASK = 0xffff_ffffL;

    private long seen;
    private long swallowed;
    private long others;
    private boolean silenced;

    /** The queue is about to be silenced. */
    void silence() {
        silenced = true;
    }

    /**
     * @param dropped the kernel's counter, modulo 2^32
     * @param losesAll whether the queue is silent now: whoever heals it is another object, or another process
     */
    void look(long dropped, boolean losesAll) {
        long since = (dropped - seen) & COUNTER_MASK;
        seen = dropped;
        if (silenced) {
            swallowed += since;
        } else {
            others += since;
        }
        silenced = silenced && losesAll;
    }

    long swallowed() {
        return swallowed;
    }

    /** Frames dropped while it was not silenced. */
    long others() {
        return others;
    }
}
