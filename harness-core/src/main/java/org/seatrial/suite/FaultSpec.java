package org.seatrial.suite;

import java.time.Duration;
import java.util.List;
import org.seatrial.fault.Fault;

/**
 * A fault as a suite asks for it.
 *
 * @param candidates the faults the plan's seed chooses one of; one entry where the suite names the target
 * @param after offset from the first fault of the trial, 0 or more
 */
public record FaultSpec(List<Fault> candidates, Duration after) {

    public FaultSpec {
        candidates = List.copyOf(candidates);
    }

    public String kindName() {
        return candidates.getFirst().kindName();
    }
}
