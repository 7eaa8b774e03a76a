package org.seatrial.traffic;

/**
 * The kernel stamps packets with CLOCK_REALTIME, everything else is CLOCK_MONOTONIC: the offset is sampled throughout.
 *
 * @param offsetNs realtime minus monotonic at the start, nanoseconds
 * @param errorNs bound of the error of a converted stamp, nanoseconds: read bracket plus drift seen
 * @param stepped whether the wall clock was stepped during the session; voids the trial
 */
public record ClockRecord(long offsetNs, long errorNs, boolean stepped) {}
