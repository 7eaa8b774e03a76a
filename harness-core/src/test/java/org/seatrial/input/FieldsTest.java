package org.seatrial.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.units.Dimension;

class FieldsTest {

    private final Problems problems = new Problems();

    private Fields fields(String text, String... keys) {
        YamlNode.Mapping map = YamlFile.parse("x.yaml", text, problems).orElseThrow();
        return new Fields(new FileProblems("x.yaml", problems), map, List.of(keys));
    }

    private String told() {
        return String.join("\n", problems.list().stream().map(Problem::message).toList());
    }

    @Test
    void anUnknownKeyIsReportedWithTheNearestName() {
        fields("rate: 1\nsteams: 3\n", "rate", "streams", "size");
        assertThat(told())
                .isEqualTo("x.yaml: steams (line 2): 'steams': there is no such key here; valid: 'streams' (nearest),"
                        + " rate, size");
    }

    @Test
    void aMissingRequiredKeyIsReported() {
        assertThat(fields("a: 1", "a", "id").requiredText("id")).isEmpty();
        assertThat(told()).contains("the key 'id' is missing");
    }

    @Test
    void anEmptyValueCountsAsMissing() {
        assertThat(fields("id:", "id").requiredText("id")).isEmpty();
        assertThat(told()).contains("the key 'id' is missing");
    }

    @Test
    void aNumberOutOfRangeReadsAsAbsent() {
        assertThat(fields("n: 0", "n").integer("n", 1, 5)).isEmpty();
        assertThat(told()).contains("n (line 1): '0': the number is out of range; valid: a whole number from 1 to 5");
    }

    @Test
    void aFractionIsNotAWholeNumber() {
        assertThat(fields("n: 1.5", "n").integer("n", 1, 5)).isEmpty();
        assertThat(told()).contains("not a whole number");
    }

    @Test
    void aListInPlaceOfATextIsReported() {
        assertThat(fields("t: [a]", "t").text("t")).isEmpty();
        assertThat(told()).contains("this is a list; valid: a text");
    }

    @Test
    void aTextInPlaceOfAListIsReported() {
        assertThat(fields("t: a", "t").list("t")).isEmpty();
        assertThat(told()).contains("this is a single value; valid: a list");
    }

    @Test
    void aNameTwiceInAListIsReported() {
        assertThat(fields("t: [a, b, a]", "t").texts("t")).containsOnlyKeys("a", "b");
        assertThat(told()).contains("t[2] (line 1): 'a': this is in the list twice");
    }

    @Test
    void aBooleanIsTrueOrFalseOnly() {
        assertThat(fields("t: yes", "t").bool("t", false)).isFalse();
        assertThat(told()).contains("neither true nor false");
    }

    @Test
    void anImpossibleQuantityNamesItsReason() {
        assertThat(fields("t: 50 km", "t").quantity("t", Dimension.TIME)).isEmpty();
        assertThat(told()).contains("'km' is the unit of a length, needed is a time");
    }

    @Test
    void aKeyThatIsReadButNotDeclaredIsADefect() {
        Fields fields = fields("a: 1", "a");
        assertThatThrownBy(() -> fields.text("b")).isInstanceOf(IllegalArgumentException.class);
    }
}
