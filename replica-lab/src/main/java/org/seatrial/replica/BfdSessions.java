package org.seatrial.replica;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whether every BFD session of a node is up with its configured timers. Routes are back before that: a cut in between
 * would be found by the hold time only, and would measure a design that is not whole.
 */
final class BfdSessions {

    private static final String[] INTERVALS = {
        "transmit-interval", "receive-interval", "remote-transmit-interval", "remote-receive-interval"
    };

    private final Layout layout;
    private final LabFile.Bfd timers;

    BfdSessions(Layout layout, LabFile.Bfd timers) {
        this.layout = layout;
        this.timers = timers;
    }

    /** What is missing, one phrase each; empty if all is well. */
    List<String> missing(FrrNode node) {
        List<Cable> cables = layout.configuredCablesOf(node.node());
        if (cables.isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> sessions = new HashMap<>();
        try {
            JsonNode answer = Json.mapper().readTree(FrrTerminal.ask(node.terminal("bfdd"), "show bfd peers json"));
            for (JsonNode session : answer) {
                sessions.put(session.path("peer").asString(""), session);
            }
        } catch (IOException | JacksonException failed) {
            return List.of("bfdd of " + node.node() + " does not tell its sessions: " + failed.getMessage());
        }
        List<String> missing = new ArrayList<>();
        for (Cable cable : cables) {
            Cable.End far = cable.farFrom(node.node());
            JsonNode session = sessions.get(far.address());
            String name = "the BFD session of " + node.node() + " with " + far.endpoint();
            if (session == null) {
                missing.add(name + " is not there");
            } else if (!session.path("status").asString("").equals("up")) {
                missing.add(name + " is " + session.path("status").asString("unknown"));
            } else if (!timed(session)) {
                missing.add(name + " has not agreed on its timers");
            }
        }
        return missing;
    }

    private boolean timed(JsonNode session) {
        for (String interval : INTERVALS) {
            if (session.path(interval).asInt(-1) != timers.intervalMs()) {
                return false;
            }
        }
        return session.path("detect-multiplier").asInt(-1) == timers.multiplier()
                && session.path("remote-detect-multiplier").asInt(-1) == timers.multiplier();
    }
}
