package org.seatrial.engine.stamp;

import org.seatrial.recording.DelayIntervals;

/**
 * A finished measurement.
 *
 * @param path the summary
 * @param roundTrips one histogram an interval, for a histogram log; the tag is {@code baseline}, as nothing is broken
 * @param epochNs wall clock of the first intended instant, nanoseconds since 1970
 */
public record Measurement(MeasuredPath path, DelayIntervals roundTrips, long epochNs) {}
