package org.seatrial.lab;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.topology.Link;

/** A lab whose links can carry frames worse than by design. */
public interface ImpairmentControl {

    /** The undo of {@link #impair}. Touches nothing. */
    Undo prepareImpairment(Link link, Strand strand, String undoId);

    /** Impairs frames that enter the link from now on; those on their way are not changed. */
    Commanded impair(Link link, Strand strand, Impairment impairment);

    ImpairmentReading read(Link link);
}
