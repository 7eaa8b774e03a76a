package org.seatrial.lab;

import java.time.Duration;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.topology.Link;

/** A lab whose links can lose their carrier and get it back on a timetable. */
public interface FlapControl {

    /** The undo of {@link #flap}: it ends the timetable wherever it is, and the link is up. Touches nothing. */
    Undo prepareFlap(Link link, String undoId);

    /**
     * Starts the timetable and returns once the link is down for the first time.
     *
     * @param times how often the link goes down
     * @param period from one loss to the next; down for its first half
     * @return the instants around the first loss
     */
    Commanded flap(Link link, int times, Duration period);
}
