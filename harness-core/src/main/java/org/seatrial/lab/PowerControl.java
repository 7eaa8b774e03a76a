package org.seatrial.lab;

import java.time.Duration;
import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;

/** A lab that can take the power from several nodes at one instant, and give it back on a timetable. */
public interface PowerControl {

    /** The undo of {@link #powerOff}. Touches nothing. */
    Undo preparePower(List<String> nodes, String undoId);

    /** Ends the nodes' processes without notice and darkens their cables, at one instant. */
    Commanded powerOff(List<String> nodes);

    /** The undo of {@link #reboot}: the node has its power, wherever the timetable was. Touches nothing. */
    Undo prepareReboot(String node, String undoId);

    /**
     * Takes the power from a node and starts the timetable that gives it back.
     *
     * @return the instants around the loss
     */
    Commanded reboot(String node, Duration off);
}
