package org.seatrial.run;

import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Undo;

/**
 * Where a run writes down what it does, and by which clock.
 *
 * @param guard null where nothing of a design can be broken
 */
record Logbook(
        Clock clock,
        Ledger ledger,
        EventLog events,
        @Nullable Guard guard) {

    /**
     * Must return before anything is broken: makes sure that somebody watches, and writes how to undo it.
     *
     * @param deadlineNs instant of the monotonic clock after which the watchdog heals it
     * @throws org.seatrial.lab.LabException if nobody watches
     */
    void willBreak(Undo undo, long deadlineNs) {
        if (guard != null) {
            guard.require();
        }
        ledger.undo(undo, deadlineNs);
    }

    /**
     * To be called where starting a process disturbs no measurement.
     *
     * @throws org.seatrial.lab.LabException if nobody watches and no watchdog can be started
     */
    void ensureWatched() {
        if (guard != null) {
            guard.ensure();
        }
    }
}
