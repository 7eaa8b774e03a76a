package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuiteSchemaTest {

    private static JsonNode schema;

    @BeforeAll
    static void readTheSchema() throws IOException {
        try (InputStream in = SuiteReader.class.getResourceAsStream("/schema/suite.schema.json")) {
            schema = JsonMapper.shared().readTree(Objects.requireNonNull(in));
        }
    }

    static List<Arguments> keysByPlace() {
        return List.of(
                Arguments.of("", SuiteKeys.SUITE),
                Arguments.of("/$defs/flow", SuiteKeys.FLOW),
                Arguments.of("/$defs/trial", SuiteKeys.TRIAL),
                Arguments.of("/$defs/throughput", SuiteKeys.THROUGHPUT),
                Arguments.of("/$defs/fault", SuiteKeys.FAULT),
                Arguments.of("/$defs/later-fault", SuiteKeys.LATER_FAULT),
                Arguments.of("/$defs/cable-pull", SuiteKeys.CABLE_PULL),
                Arguments.of("/$defs/silent-cut", SuiteKeys.SILENT_CUT),
                Arguments.of("/$defs/power-off", SuiteKeys.POWER_OFF),
                Arguments.of("/$defs/recovery-action", SuiteKeys.RECOVERY_ACTION),
                Arguments.of("/$defs/requirement", SuiteKeys.REQUIREMENT));
    }

    @ParameterizedTest
    @MethodSource("keysByPlace")
    void theSchemaNamesTheSameKeysAsTheReader(String place, List<String> keys) {
        JsonNode object = schema.at(place);
        assertThat(object.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(object.get("additionalProperties").asBoolean()).isFalse();
    }

    @Test
    void everyReferenceHasADefinition() {
        List<JsonNode> references = schema.findValues("$ref");
        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            assertThat(schema.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
    }
}
