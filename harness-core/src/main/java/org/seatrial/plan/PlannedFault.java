package org.seatrial.plan;

import java.time.Duration;
import org.seatrial.fault.Fault;

/**
 * A fault, decided.
 *
 * @param after offset from the first fault of the trial
 */
public record PlannedFault(Fault fault, Duration after) {}
