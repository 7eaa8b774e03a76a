package org.seatrial.lab;

import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.topology.Link;

/** What a lab can do to a link. Changes are made by system call, so that the instant is known to about 100 µs. */
public interface LinkControl {

    /** The undo of {@link #dropCarrier}. Touches nothing. */
    Undo prepareCarrier(Link link, CableEnd end, String undoId);

    Commanded dropCarrier(Link link, CableEnd end);

    /** The undo of {@link #silence}. Touches nothing. */
    Undo prepareSilence(Link link, Strand strand, String undoId);

    /** Stops frames while the carrier stays. */
    Commanded silence(Link link, Strand strand);

    /** The state of the link as its ends see it. */
    LinkReading read(Link link);
}
