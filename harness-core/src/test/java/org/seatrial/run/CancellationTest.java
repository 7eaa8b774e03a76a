package org.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class CancellationTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final VirtualClock clock = new VirtualClock();
    private final Cancellation cancellation = new Cancellation();

    @Test
    void aWaitEndsWhenTheRunIsAskedToStop() {
        long start = clock.monotonicNanos();
        clock.at(start + SECOND_NS, () -> cancellation.cancel("signal"));
        assertThatThrownBy(() -> cancellation.sleepUntil(clock, start + 5 * SECOND_NS))
                .isInstanceOf(CancelledException.class)
                .hasMessage("signal");
        assertThat(clock.monotonicNanos()).isEqualTo(start + SECOND_NS);
    }

    @Test
    void afterwardsTheThreadIsNotInterruptedSoThatItCanHeal() {
        long start = clock.monotonicNanos();
        clock.at(start + 1, () -> cancellation.cancel("signal"));
        assertThatThrownBy(() -> cancellation.sleepUntil(clock, start + 2)).isInstanceOf(CancelledException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatMustBeFinishedWaitsToTheEnd() {
        long end = clock.monotonicNanos() + 5 * SECOND_NS;
        clock.at(end - 1, () -> Thread.currentThread().interrupt());
        cancellation.sleepThrough(clock, end);
        assertThat(clock.monotonicNanos()).isEqualTo(end);
        assertThat(cancellation.reason()).contains("interrupted");
    }

    @Test
    void theFirstReasonStays() {
        cancellation.cancel("first");
        cancellation.cancel("second");
        assertThat(cancellation.reason()).contains("first");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void anotherThreadEndsAWaitOnTheMachinesClock() {
        Clock system = new SystemClock();
        Thread signal = Thread.ofVirtual().start(() -> cancellation.cancel("signal"));
        assertThatThrownBy(() -> cancellation.sleepUntil(system, system.monotonicNanos() + 60 * SECOND_NS))
                .isInstanceOf(CancelledException.class);
        assertThat(signal.isInterrupted()).isFalse();
    }
}
