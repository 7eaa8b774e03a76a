package org.seatrial.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class ThreadEndTest {

    @Test
    void anInterruptEndsNoWaitAndIsKeptForTheCaller() {
        Thread working = Thread.ofPlatform().daemon().start(() -> LockSupport.parkNanos(50_000_000));
        Thread.currentThread().interrupt();

        ThreadEnd.await(working);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(working.isAlive()).isFalse();
    }
}
