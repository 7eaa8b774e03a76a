package org.seatrial.engine.stamp;

import java.util.Optional;

/**
 * Where unanswered packets were lost.
 *
 * @param forward on the way to the reflector, or in it; empty if it cannot be told
 * @param backward on the way back; empty if it cannot be told
 * @param undirected lost, but before the first or after the last answered packet, where no sequence number tells; empty
 *     together with the others
 * @param notMeasured why it cannot be told; empty if it can
 */
public record PathLoss(Optional<Long> forward, Optional<Long> backward, Optional<Long> undirected, String notMeasured) {

    static PathLoss not(String because) {
        return new PathLoss(Optional.empty(), Optional.empty(), Optional.empty(), because);
    }

    static PathLoss of(long forward, long backward, long undirected) {
        return new PathLoss(Optional.of(forward), Optional.of(backward), Optional.of(undirected), "");
    }
}
