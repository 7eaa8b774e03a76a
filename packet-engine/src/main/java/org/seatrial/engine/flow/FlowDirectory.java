package org.seatrial.engine.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which session's packets carry which flows, so that a tap can name what it sees. */
public final class FlowDirectory {

    private static final Map<Long, List<String>> SESSIONS = new ConcurrentHashMap<>();

    private FlowDirectory() {}

    public static void enter(long session, List<String> flows) {
        SESSIONS.put(session, List.copyOf(flows));
    }

    public static void leave(long session) {
        SESSIONS.remove(session);
    }

    static Optional<String> nameOf(long session, int flow) {
        List<String> flows = SESSIONS.get(session);
        return flows == null || flow >= flows.size() ? Optional.empty() : Optional.of(flows.get(flow));
    }
}
