package org.seatrial.traffic;

import java.util.List;
import java.util.Optional;

/**
 * Volumes that make sense only together, such as the data and the log of one database: each copy may be good by itself
 * while the data holds what the log does not tell of.
 *
 * @param members names of the storage workloads that write to them, 2 or more, as the suite writes them
 */
public record ConsistencyGroup(String name, List<String> members) {

    public ConsistencyGroup {
        members = List.copyOf(members);
    }

    /** The group that a workload belongs to, if any. */
    public static Optional<ConsistencyGroup> of(Workload workload) {
        return workload instanceof StorageWorkload storage ? storage.group() : Optional.empty();
    }
}
