package org.seatrial.replica;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whether every BGP session of a node is established. A session falls before the routes it brought are withdrawn, and
 * some sessions bring no best route at all: routes alone do not show them.
 */
final class BgpSessions {

    private static final String ESTABLISHED = "Established";

    private final Layout layout;

    BgpSessions(Layout layout) {
        this.layout = layout;
    }

    /** What is missing, one phrase each; empty if all is well. */
    List<String> missing(FrrNode node) {
        JsonNode peers;
        try {
            peers = Json.mapper()
                    .readTree(FrrTerminal.ask(node.terminal("bgpd"), "show ip bgp summary json"))
                    .path("ipv4Unicast")
                    .path("peers");
        } catch (IOException | JacksonException failed) {
            return List.of("bgpd of " + node.node() + " does not tell its sessions: " + failed.getMessage());
        }
        List<String> missing = new ArrayList<>();
        for (Cable cable : layout.configuredCablesOf(node.node())) {
            Cable.End far = cable.farFrom(node.node());
            String state = peers.path(far.address()).path("state").asString("not there");
            if (!state.equals(ESTABLISHED)) {
                missing.add("the BGP session of " + node.node() + " with " + far.endpoint() + " is " + state);
            }
        }
        return missing;
    }
}
