package org.seatrial.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Fault;

/**
 * A fault as a suite asks for it.
 *
 * @param candidates the faults the plan's seed chooses one of; one entry where the suite names the target
 * @param after offset from the first fault of the trial, 0 or more
 * @param resynchronising the storage workload whose mirror must be being filled again when this fault strikes; empty if
 *     it strikes by the clock
 */
public record FaultSpec(List<Fault> candidates, Duration after, Optional<String> resynchronising) {

    /** One that strikes by the clock. */
    public FaultSpec(List<Fault> candidates, Duration after) {
        this(candidates, after, Optional.empty());
    }

    public FaultSpec {
        candidates = List.copyOf(candidates);
    }

    public String kindName() {
        return candidates.getFirst().kindName();
    }
}
