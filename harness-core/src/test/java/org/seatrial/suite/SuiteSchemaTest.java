package org.seatrial.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
        Stream<Arguments> faults =
                SuiteKeys.FAULT.stream().map(kind -> Arguments.of("/$defs/" + kind, SuiteKeys.faultKeys(kind)));
        Stream<Arguments> others = Stream.of(
                Arguments.of("", SuiteKeys.SUITE),
                Arguments.of("/$defs/flow", SuiteKeys.FLOW),
                Arguments.of("/$defs/storage", SuiteKeys.STORAGE),
                Arguments.of("/$defs/service", SuiteKeys.SERVICE),
                Arguments.of("/$defs/trial", SuiteKeys.TRIAL),
                Arguments.of("/$defs/throughput", SuiteKeys.THROUGHPUT),
                Arguments.of("/$defs/fault", SuiteKeys.FAULT),
                Arguments.of("/$defs/later-fault", SuiteKeys.LATER_FAULT),
                Arguments.of("/$defs/recovery-action", SuiteKeys.RECOVERY_ACTION),
                Arguments.of("/$defs/requirement", SuiteKeys.REQUIREMENT));
        return Stream.concat(faults, others).toList();
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
