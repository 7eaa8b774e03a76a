package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RetriesTest {

    private final Retries retries = new Retries(100);

    @Test
    void whileNothingWasRefusedAllMayTry() {
        assertThat(retries.mayTry(5)).isTrue();
        assertThat(retries.mayTry(5)).isTrue();
    }

    @Test
    void afterARefusalNobodyTriesForAPeriod() {
        retries.refused(5);

        assertThat(retries.mayTry(104)).isFalse();
    }

    @Test
    void thenOneTriesForAll() {
        retries.refused(5);

        assertThat(retries.mayTry(105)).isTrue();
        assertThat(retries.mayTry(204)).isFalse();
        assertThat(retries.mayTry(205)).isTrue();
    }

    @Test
    void onceOneWasAnsweredAllMayTry() {
        retries.refused(5);
        retries.answered();

        assertThat(retries.mayTry(6)).isTrue();
        assertThat(retries.mayTry(6)).isTrue();
    }
}
