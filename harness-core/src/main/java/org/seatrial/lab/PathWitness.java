package org.seatrial.lab;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seatrial.topology.Endpoint;

/** Counts which streams cross an element, at the element itself: exposure is never inferred from an outcome. */
public interface PathWitness {

    /**
     * Watches frames arriving at the given endpoints.
     *
     * @return for each flow seen, the streams seen
     */
    Map<String, BitSet> watch(List<Endpoint> arrivingAt, Duration window);

    /**
     * The same, and which conversations are seen. A witness that cannot tell them apart sees none: what nobody counted at
     * the element was not exposed.
     */
    default Sighting watch(List<Endpoint> arrivingAt, List<Conversation> between, Duration window) {
        return new Sighting(watch(arrivingAt, window), Set.of());
    }

    /**
     * What was seen.
     *
     * @param streams flow to the streams seen
     * @param conversations names of those of which a packet was seen
     */
    record Sighting(Map<String, BitSet> streams, Set<String> conversations) {}
}
