package org.seatrial.replica;

import java.util.List;
import org.seatrial.engine.sys.HarnessMark;

/**
 * What is on disk about a lab, written before anything of it is made (when its id is claimed
 * without namespaces, then with those that it will make): enough to remove it when its owner is dead.
 *
 * @param ownerPid the process that brought it up
 * @param ownerStart its start, in clock ticks since boot, so that a reused number is not mistaken for it
 * @param logs absolute path of the folder that its logs go to, which is below that of its run
 * @param namespaces every namespace the lab makes
 */
record LabRecord(String id, long ownerPid, long ownerStart, String logs, List<String> namespaces) {

    LabRecord {
        namespaces = List.copyOf(namespaces);
    }

    HarnessMark owner() {
        return new HarnessMark(ownerPid, ownerStart);
    }

    /** Whether the process that brought the lab up is still running. */
    boolean owned() {
        return owner().alive();
    }
}
