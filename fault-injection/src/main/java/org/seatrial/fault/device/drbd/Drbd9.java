package org.seatrial.fault.device.drbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what DRBD 9 says: {@code drbdsetup status --json --statistics}, and the protocol in {@code drbdsetup show}. */
record Drbd9(DrbdAnswer answer) {

    private static final int KIBIBYTE = 1024;
    private static final String CONNECTED = "Connected";
    private static final String VOLUME = "volume";

    /** A connection in the configuration, up to the next. */
    private static final Pattern CONNECTION = Pattern.compile("_peer_node_id\\s+(\\d+);");

    private static final Pattern PROTOCOL = Pattern.compile("(?m)^\\s*protocol\\s+([ABC]);");

    /** @throws DrbdException if it does not tell of the volume */
    DrbdStatus read(DrbdVolume volume) {
        if (answer.absent()) {
            return DrbdStatus.unconfigured();
        }
        try {
            return read(json(), volume);
        } catch (JacksonException e) {
            throw new DrbdException("what drbdsetup tells is not understood: " + e.getOriginalMessage(), e);
        }
    }

    private DrbdStatus read(JsonNode all, DrbdVolume volume) {
        Optional<JsonNode> resource = named(all, "name", volume.resource());
        Optional<JsonNode> device = resource.flatMap(found -> numbered(found.path("devices"), volume.number()));
        Optional<JsonNode> connection = resource.flatMap(found -> connection(found.path("connections"), volume));
        Optional<JsonNode> copy = connection.flatMap(found -> numbered(found.path("peer_devices"), volume.number()));
        if (device.isEmpty() || connection.isEmpty() || copy.isEmpty()) {
            return DrbdStatus.unconfigured();
        }
        String state = text(connection.get(), "connection-state");
        long size = kib(device.get(), "size").orElse(0);
        return new DrbdStatus(
                state.equals(CONNECTED) ? text(copy.get(), "replication-state") : state,
                text(device.get(), "disk-state"),
                text(copy.get(), "peer-disk-state"),
                // What it does not know it tells as the largest number there is.
                kib(copy.get(), "out-of-sync").stream()
                        .filter(left -> size == 0 || left <= size)
                        .findFirst(),
                size,
                protocol(connection.get().path("peer-node-id").asString()));
    }

    /** Warnings may stand around it. */
    private JsonNode json() {
        String text = answer.status();
        int from = text.startsWith("[") ? 0 : text.indexOf("\n[") + 1;
        int to = text.lastIndexOf(']');
        if (to < from || text.charAt(from) != '[') {
            throw new DrbdException("drbdsetup tells no state: " + DrbdAnswer.firstLine(text));
        }
        return Json.mapper().readTree(text.substring(from, to + 1));
    }

    private static Optional<JsonNode> connection(JsonNode connections, DrbdVolume volume) {
        if (volume.peer().isPresent()) {
            return named(connections, "name", volume.peer().get());
        }
        if (connections.size() > 1) {
            List<String> names = new ArrayList<>();
            connections.forEach(one -> names.add(one.path("name").asString()));
            throw new DrbdException("resource " + volume.resource() + " has several connections: "
                    + String.join(", ", names) + "; the lab file must name one");
        }
        return connections.isEmpty() ? Optional.empty() : Optional.of(connections.get(0));
    }

    private static Optional<JsonNode> named(JsonNode list, String key, String name) {
        for (JsonNode one : list) {
            if (one.path(key).asString().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> numbered(JsonNode list, int volume) {
        for (JsonNode one : list) {
            if (one.path(VOLUME).asInt(-1) == volume) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode node, String key) {
        String text = node.path(key).asString();
        if (text.isEmpty()) {
            throw new DrbdException("drbdsetup tells no " + key);
        }
        return text;
    }

    private static OptionalLong kib(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() <= Long.MAX_VALUE / KIBIBYTE
                ? OptionalLong.of(value.asLong() * KIBIBYTE)
                : OptionalLong.empty();
    }

    private String protocol(String peerNodeId) {
        Matcher connections = CONNECTION.matcher(answer.show());
        while (connections.find()) {
            if (connections.group(1).equals(peerNodeId)) {
                int from = connections.end();
                int to =
                        connections.find() ? connections.start() : answer.show().length();
                Matcher protocol = PROTOCOL.matcher(answer.show().substring(from, to));
                return protocol.find() ? protocol.group(1) : "";
            }
        }
        return "";
    }
}
