package org.seatrial.engine.stamp;

import java.util.Map;

/**
 * What a reflector did.
 *
 * @param received datagrams that arrived
 * @param answered replies that the kernel took
 * @param sessions sessions now known; 0 for a stateless reflector
 * @param refused packets not answered, by reason; reasons that did not occur are absent
 */
public record ReflectorCounts(long received, long answered, int sessions, Map<Refusal, Long> refused) {

    public ReflectorCounts {
        refused = Map.copyOf(refused);
    }
}
