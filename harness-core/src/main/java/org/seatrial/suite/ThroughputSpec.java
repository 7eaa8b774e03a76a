package org.seatrial.suite;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;

/**
 * A search for the highest load that a design carries without loss (RFC 2544 section 26.1), as a binary search with loss
 * verification. Bits are those of frames without FCS.
 *
 * @param fromBitsPerSecond the lowest load tried, above 0
 * @param toBitsPerSecond the highest load tried
 * @param within the search ends when the interval is this share of its upper end, from 0.001 to 0.5
 * @param step how long each step of the search offers its load
 * @param confirm how long the load that was found is offered before it counts
 * @param verify how often a step that lost something is repeated before the loss counts, from 0 to 10
 * @param latencyRepeats how often the delay under that load is measured (RFC 8219 asks for 20); 0 leaves it out
 * @param backToBackRepeats how often the longest burst at the highest load is searched for (RFC 9004); 0 leaves it out
 */
public record ThroughputSpec(
        double fromBitsPerSecond,
        double toBitsPerSecond,
        double within,
        Duration step,
        Duration confirm,
        int verify,
        int latencyRepeats,
        int backToBackRepeats) {

    /** Opening sockets, draining and closing around each step. */
    private static final Duration AROUND_A_STEP = Duration.ofMillis(700);

    /** Bursts are halved until they differ by this share of the longest, so that each search takes so many steps. */
    private static final int BURST_STEPS = 8;

    /** Packets of a step at the highest load. */
    @JsonIgnore
    double mostPacketsOfAStep(int frameBytes) {
        return toBitsPerSecond / 8 / frameBytes * step.toNanos() / 1e9;
    }

    /** About how long the search takes: one step to each halving, every third one verified, one load confirmed. */
    @JsonIgnore
    public Duration expected() {
        double halvings = Math.log((toBitsPerSecond - fromBitsPerSecond) / (within * toBitsPerSecond)) / Math.log(2);
        long steps = Math.round((2 + Math.max(0, halvings)) * (1 + verify / 3.0))
                + latencyRepeats
                + (long) backToBackRepeats * BURST_STEPS;
        return step.plus(AROUND_A_STEP).multipliedBy(steps).plus(confirm).plus(AROUND_A_STEP);
    }
}
