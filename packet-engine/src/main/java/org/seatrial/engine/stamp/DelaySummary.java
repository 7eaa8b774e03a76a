package org.seatrial.engine.stamp;

import java.util.Map;
import java.util.Optional;

/**
 * The distribution of one delay.
 *
 * @param samples it rests on
 * @param errorNs what the clocks add to the uncertainty of every value, nanoseconds; empty if nothing was measured
 * @param statistics by name ({@code min p50 p90 p99 p99.9 max mean}), in this order; one that too few samples carry is absent
 * @param notMeasured why there is nothing; empty if there is
 */
public record DelaySummary(long samples, Optional<Long> errorNs, Map<String, Interval> statistics, String notMeasured) {

    static DelaySummary not(String because) {
        return new DelaySummary(0, Optional.empty(), Map.of(), because);
    }

    public boolean measured() {
        return samples > 0;
    }
}
