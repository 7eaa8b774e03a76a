package org.seatrial.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    @Test
    void swappedNeighboursCountOnce() {
        assertThat(NearNames.distance("lenght-km", "length-km")).isEqualTo(1);
    }

    @Test
    void theDistanceToNothingIsTheLength() {
        assertThat(NearNames.distance("abc", "")).isEqualTo(3);
    }

    @Test
    void somethingFarAwayIsNotSuggested() {
        assertThat(NearNames.nearest("banana", List.of("delay", "loss"))).isEmpty();
    }

    @Test
    void upperCaseIsNear() {
        assertThat(NearNames.nearest("DELAY", List.of("delay", "loss"))).contains("delay");
    }

    @Test
    void manyNamesAreAbbreviated() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "leaf" + i).toList();
        assertThat(NearNames.valid("spine1", names)).contains("leaf0").contains("28 more");
    }
}
