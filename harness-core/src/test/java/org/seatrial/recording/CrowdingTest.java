package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CrowdingTest {

    @Test
    void onlyWhatLiesBetweenTheInstantsCounts() {
        List<Crowding> crowded = List.of(new Crowding(10, 20), new Crowding(30, 50), new Crowding(70, 80));

        assertThat(Crowding.within(crowded, 15, 40)).isEqualTo(5 + 10);
        assertThat(Crowding.within(crowded, 20, 30)).isZero();
    }
}
