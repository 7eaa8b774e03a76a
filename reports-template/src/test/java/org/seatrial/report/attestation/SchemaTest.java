package org.seatrial.report.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seatrial.report.RunFixture.Story;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema says what the statement holds: every name in it, and no name that is not there. */
class SchemaTest {

    @TempDir
    Path temp = Path.of("");

    private final List<String> differences = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Story.class)
    void everyPartOfAStatementIsInTheSchema(Story story) throws IOException {
        Path file = Path.of("..", "docs", "acceptance-report.schema.json");
        JsonNode schema = JsonMapper.shared().readTree(Files.readAllBytes(file));
        SignedRun run = new SignedRun(temp.resolve("run"), story);
        JsonNode predicate = Statements.acceptance(AttestedReport.read(run.folder), Manifest.of(run.folder))
                .path("predicate");
        compare("predicate", schema, schema, StrictJson.asRead(predicate));
        assertThat(differences).isEmpty();
        assertThat(predicate.path("evidence").size()).isGreaterThan(30);
    }

    private void compare(String place, JsonNode root, JsonNode rule, JsonNode value) {
        String reference = rule.path("$ref").asString("");
        if (!reference.isEmpty()) {
            compare(place, root, root.at(reference.substring(1)), value);
            return;
        }
        if (rule.has("enum") && !contains(rule.path("enum"), value)) {
            differences.add(place + ": " + value);
        }
        if (rule.has("pattern")
                && !value.asString("").matches(rule.path("pattern").asString())) {
            differences.add(place + ": " + value);
        }
        if (rule.path("type").asString("").equals("string") && !value.isString()) {
            differences.add(place + " is not text");
        }
        for (JsonNode required : rule.path("required")) {
            if (!value.has(required.asString())) {
                differences.add(place + " lacks " + required.asString());
            }
        }
        if (rule.has("properties")) {
            for (String name : value.propertyNames()) {
                JsonNode inner = rule.path("properties").path(name);
                if (!inner.isMissingNode()) {
                    compare(place + "." + name, root, inner, value.path(name));
                } else if (rule.has("additionalProperties")) {
                    differences.add(place + " has an unknown " + name);
                }
            }
        }
        if (rule.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                compare(place + "[" + i + "]", root, rule.path("items"), value.path(i));
            }
        }
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
