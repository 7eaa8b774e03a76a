package org.seatrial.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RingSizeTest {

    @Test
    void aLongFibreGetsRoomForWhatIsOnItsWay() {
        RingSize near = RingSize.of(StrandCharacter.PLAIN, 1500, 2);
        RingSize far = RingSize.of(StrandCharacter.PLAIN.withDelay(10_000_000, 0), 1500, 2);
        assertThat(near.slots()).isBetween(1024, 1100);
        assertThat(far.slots() - near.slots()).isGreaterThanOrEqualTo(3968);
    }

    @Test
    void manyWiresShareTheMemoryOfTheMachine() {
        RingSize size = RingSize.of(StrandCharacter.PLAIN.withRate(1e9, 1 << 20), 1500, 400);
        assertThat((long) size.slots() * size.slotBytes() * 400).isLessThanOrEqualTo(600L << 20);
        assertThat(size.slots()).isGreaterThanOrEqualTo(256);
    }

    @Test
    void jumboFramesGetLargerSlots() {
        assertThat(RingSize.of(StrandCharacter.PLAIN, 1500, 2).slotBytes()).isEqualTo(2048);
        assertThat(RingSize.of(StrandCharacter.PLAIN, 9000, 2).slotBytes()).isEqualTo(16384);
    }

    @Test
    void slotsComeInWholeBlocks() {
        for (int mtu : new int[] {1500, 9000, 60000}) {
            RingSize size = RingSize.of(StrandCharacter.PLAIN.withDelay(123_456, 0), mtu, 7);
            assertThat((long) size.slots() * size.slotBytes() % 65536).isZero();
        }
    }
}
