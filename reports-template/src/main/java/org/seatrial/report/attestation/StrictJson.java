package org.seatrial.report.attestation;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.seatrial.recording.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON whose meaning nobody can dispute: a key stands once, nothing follows the document. Two readers that keep the
 * first and the last of two equal keys would see two different statements under one signature.
 */
final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode parse(byte[] json) throws UnverifiableException {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new UnverifiableException("not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The document as it reads back, so that a tree made here compares equal with one read from a file. */
    static JsonNode asRead(Object value) {
        return MAPPER.readTree(Json.mapper().writeValueAsBytes(value));
    }

    static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    }

    static <T> T read(byte[] json, Class<T> type) throws UnverifiableException {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JacksonException e) {
            throw new UnverifiableException("not a valid " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Where two documents first differ, as a path with both values; empty if they are equal. */
    static Optional<String> difference(String path, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0
                    ? Optional.empty()
                    : Optional.of(path + ": " + left + " against " + right);
        }
        if (left instanceof ObjectNode a && right instanceof ObjectNode b) {
            return objectDifference(path, a, b);
        }
        if (left instanceof ArrayNode a && right instanceof ArrayNode b) {
            return arrayDifference(path, a, b);
        }
        return left.equals(right)
                ? Optional.empty()
                : Optional.of(path + ": " + shown(left) + " against " + shown(right));
    }

    private static Optional<String> objectDifference(String path, ObjectNode left, ObjectNode right) {
        for (String name : left.propertyNames()) {
            if (!right.has(name)) {
                return Optional.of(path + "." + name + ": " + shown(left.get(name)) + " against nothing");
            }
            Optional<String> found = difference(path + "." + name, left.get(name), right.get(name));
            if (found.isPresent()) {
                return found;
            }
        }
        for (String name : right.propertyNames()) {
            if (!left.has(name)) {
                return Optional.of(path + "." + name + ": nothing against " + shown(right.get(name)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> arrayDifference(String path, ArrayNode left, ArrayNode right) {
        Iterator<JsonNode> a = left.iterator();
        Iterator<JsonNode> b = right.iterator();
        for (int i = 0; a.hasNext() && b.hasNext(); i++) {
            Optional<String> found = difference(path + "[" + i + "]", a.next(), b.next());
            if (found.isPresent()) {
                return found;
            }
        }
        return left.size() == right.size()
                ? Optional.empty()
                : Optional.of(path + ": " + left.size() + " entries against " + right.size());
    }

    private static String shown(JsonNode node) {
        String text = MAPPER.writeValueAsString(node);
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }
}
