package org.seatrial.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Fault;

/**
 * A fault, decided.
 *
 * @param after offset from the first fault of the trial
 * @param resynchronising the storage workload whose mirror must be being filled again when this fault strikes; null if it
 *     strikes by the clock
 */
public record PlannedFault(
        Fault fault, Duration after, @Nullable String resynchronising) {

    /** One that strikes by the clock. */
    public PlannedFault(Fault fault, Duration after) {
        this(fault, after, null);
    }
}
