package org.seatrial.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamLogTest {

    @Test
    void aFloodOfDuplicatesIsNoRecovery() {
        StreamLog log = new StreamLog(0, 0, 128, 1_000_000, 0, 100);
        log.start(1_000);
        for (int sequence = 0; sequence < 100; sequence++) {
            log.sent(sequence, log.intendedNs(sequence));
        }
        for (int sequence = 0; sequence < 10; sequence++) {
            log.received(sequence, log.intendedNs(sequence) + 100);
        }
        for (int copy = 0; copy < 5_000; copy++) {
            log.received(9, 20_000_000 + copy);
        }

        assertThat(log.receivedNs(9)).isEqualTo(log.intendedNs(9) + 100);
        assertThat(log.copies(9)).isEqualTo(5_001);
        for (int sequence = 10; sequence < 100; sequence++) {
            assertThat(log.copies(sequence)).isZero();
            assertThat(log.receivedNs(sequence)).isZero();
        }
    }
}
