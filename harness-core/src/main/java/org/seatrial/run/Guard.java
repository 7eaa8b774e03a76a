package org.seatrial.run;

import java.util.List;
import org.seatrial.lab.LabException;
import org.seatrial.recording.RunFolder;
import org.seatrial.run.Watchdog.Watch;

/** Sees to it that nothing is broken while nobody watches the run. */
final class Guard {

    private final Watchdog watchdog;
    private final RunFolder folder;
    private final EventLog events;
    private Watch watch;

    /** @throws LabException if no watchdog can be started */
    Guard(Watchdog watchdog, RunFolder folder, EventLog events) {
        this.watchdog = watchdog;
        this.folder = folder;
        this.events = events;
        this.watch = watchdog.over(folder);
    }

    /**
     * Between trials, when starting a process disturbs no measurement: a watchdog that is gone is replaced.
     *
     * @throws LabException if no watchdog can be started
     */
    void ensure() {
        if (watch.watching()) {
            return;
        }
        events.now("watchdog-gone", "", "another one is started");
        watch.close();
        watch = watchdog.over(folder);
        if (!watch.watching()) {
            throw new LabException("no watchdog can be started: "
                    + folder.root().resolve("watchdog.log") + " says why; nothing is broken without one");
        }
    }

    /** @throws LabException if nobody watches */
    void require() {
        if (!watch.watching()) {
            throw new LabException("the watchdog is gone: nothing is broken without one");
        }
    }

    /** Sends the watchdog away if nothing is left to heal; else it stays, and tries when the run has ended. */
    void dismiss(List<String> failures) {
        if (failures.isEmpty() && Ledger.read(folder.ledger()).open().isEmpty()) {
            watch.close();
        }
    }
}
