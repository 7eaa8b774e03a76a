package org.seatrial.run;

import org.seatrial.recording.RunFolder;

/**
 * Somebody outside the harness who heals what a run broke when the run itself no longer can. What it does once the run is
 * gone is a {@link Vigil}; this is how the run starts it and knows that it is there.
 */
@FunctionalInterface
public interface Watchdog {

    /** For runs that break nothing real. */
    Watchdog NONE = folder -> new Watch() {
        @Override
        public boolean watching() {
            return true;
        }

        @Override
        public void close() {
            // Nobody watches: nobody is sent away.
        }
    };

    /**
     * Starts to watch a run; the caller holds the run's lock.
     *
     * @throws org.seatrial.lab.LabException if nobody can be started
     */
    Watch over(RunFolder folder);

    /** A run being watched. */
    interface Watch extends AutoCloseable {

        /** Whether somebody watches; waits for one who is just starting. */
        boolean watching();

        /** Sends the watchdog away: everything is healed. */
        @Override
        void close();
    }
}
