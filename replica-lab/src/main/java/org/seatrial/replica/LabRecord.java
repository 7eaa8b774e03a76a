package org.seatrial.replica;

import java.util.List;

/**
 * What is on disk about a lab, written before anything of it is made: enough to remove it when its owner is dead.
 *
 * @param ownerPid the process that brought it up
 * @param ownerStart its start, in clock ticks since boot, so that a reused number is not mistaken for it
 * @param namespaces every namespace the lab makes
 */
record LabRecord(String id, long ownerPid, long ownerStart, List<String> namespaces) {

    LabRecord {
        namespaces = List.copyOf(namespaces);
    }

    /** Whether the process that brought the lab up is still running. */
    boolean owned() {
        return NamespaceProcesses.startOf(ownerPid).filter(start -> start == ownerStart).isPresent();
    }
}
