package org.seatrial.traffic;

import java.time.Duration;
import java.util.List;
import org.seatrial.lab.Lab;
import org.seatrial.lab.Lacking;

/** Runs workloads of some kind in a lab. Found by {@link java.util.ServiceLoader}. */
public interface WorkloadGenerator {

    String name();

    /** Whether it can run this workload in this lab. Touches nothing. */
    boolean runs(Workload workload, Lab lab);

    /**
     * What this machine lacks to run such a workload; a run never skips one silently. Empty for a workload that is not this
     * generator's. Touches nothing.
     */
    default List<Lacking> lacking(Workload workload) {
        return List.of();
    }

    /**
     * Connects every client, so that a fault meets clients at work.
     *
     * @param longest the longest the workload may last; the session stops by itself after it
     * @throws org.seatrial.lab.LabException if a client cannot be made ready
     */
    WorkloadSession open(Lab lab, Workload workload, Duration longest);
}
