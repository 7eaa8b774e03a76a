package org.seatrial.lab;

import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;

/** What a lab can do to a node. */
public interface NodeControl {

    /** The undo of {@link #powerOff}. Touches nothing. */
    Undo preparePower(String node, String undoId);

    /** Ends the node's processes without notice and darkens its cables, at one instant. */
    Commanded powerOff(String node);

    NodeReading read(String node);
}
