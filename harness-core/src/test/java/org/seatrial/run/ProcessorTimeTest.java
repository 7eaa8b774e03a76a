package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessorTimeTest {

    private static final ProcessorTime BEFORE = at("cpu  100 0 50 800 10 0 5 35 7 0");

    private static ProcessorTime at(String line) {
        return ProcessorTime.of(line).orElseThrow();
    }

    @Test
    void theStolenShareIsOfAllTimeThatPassed() {
        assertThat(at("cpu  160 0 60 820 10 0 5 45 9 0").stolenSince(BEFORE)).contains(0.1);
    }

    @Test
    void stolenTimeThatTheKernelTakesBackIsNoShare() {
        assertThat(at("cpu  160 0 60 830 10 0 5 33 9 0").stolenSince(BEFORE)).contains(0.0);
    }

    @Test
    void whatIsNeitherIdleNorWaitingForADiskIsInUse() {
        assertThat(at("cpu  150 0 60 825 15 0 5 45 9 0").usedSince(BEFORE)).contains(0.7);
    }

    @Test
    void aKernelThatDoesNotSayIsNotTakenForZero() {
        assertThat(ProcessorTime.of("cpu  100 0 50 800")).isEmpty();
        assertThat(ProcessorTime.of("intr 100 0 50 800 1 2 3 4 5")).isEmpty();
    }
}
