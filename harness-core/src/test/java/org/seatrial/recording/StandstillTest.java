package org.seatrial.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StandstillTest {

    private static final long MS = 1_000_000;

    private static Standstill ms(long from, long until) {
        return new Standstill(from * MS, until * MS);
    }

    @Test
    void theMachineStoodStillWhileAllProcessorsDid() {
        assertThat(Standstill.common(List.of(List.of(ms(10, 60)), List.of(ms(20, 70)), List.of(ms(0, 50)))))
                .containsExactly(ms(20, 50));
    }

    @Test
    void aMachineOfWhichOneProcessorRanDidNotStandStill() {
        assertThat(Standstill.common(List.of(List.of(ms(10, 60)), List.of()))).isEmpty();
    }

    @Test
    void aLongSpanOfOneProcessorMeetsSeveralOfAnother() {
        assertThat(Standstill.common(List.of(List.of(ms(0, 100)), List.of(ms(10, 20), ms(30, 40)))))
                .containsExactly(ms(10, 20), ms(30, 40));
    }

    @Test
    void whatIsShorterThanFiveMillisecondsIsNoStandstill() {
        assertThat(Standstill.common(List.of(List.of(ms(10, 20)), List.of(ms(16, 40)))))
                .isEmpty();
    }

    @Test
    void withoutAProcessorNothingIsKnown() {
        assertThat(Standstill.common(List.of())).isEmpty();
    }

    @Test
    void onlyWhatLiesBetweenTheInstantsCounts() {
        List<Standstill> all = List.of(ms(10, 60), ms(100, 110), ms(200, 300));
        assertThat(Standstill.within(all, 20 * MS, 105 * MS)).isEqualTo(45 * MS);
    }

    @Test
    void aStandstillHasALength() {
        assertThatThrownBy(() -> ms(10, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
