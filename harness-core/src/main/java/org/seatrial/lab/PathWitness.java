package org.seatrial.lab;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.seatrial.topology.Endpoint;

/** Counts which streams cross an element, at the element itself: exposure is never inferred from an outcome. */
public interface PathWitness {

    /**
     * Watches frames arriving at the given endpoints.
     *
     * @return for each flow seen, the streams seen
     */
    Map<String, BitSet> watch(List<Endpoint> arrivingAt, Duration window);
}
