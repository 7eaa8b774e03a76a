package org.seatrial.lab;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;

/** What a lab can do to the disks behind the volumes of its nodes. */
public interface DiskControl {

    /** The volumes that a node offers, by name; empty if there are none or no such node. */
    List<String> disks(String node);

    /** The undo of {@link #slow}: the disk is as fast as it was. Touches nothing. */
    Undo prepareSlow(String node, String volume, String undoId);

    /**
     * Lets the disk do only so many reads and writes a second; it refuses none.
     *
     * @param operationsPerSecond 1 or more
     */
    Commanded slow(String node, String volume, int operationsPerSecond);

    DiskReading read(String node, String volume);
}
