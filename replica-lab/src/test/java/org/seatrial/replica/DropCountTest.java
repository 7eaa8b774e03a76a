package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DropCountTest {

    private final DropCount count = new DropCount();

    @Test
    void whatIsDroppedBeforeACutIsNotSwallowedByIt() {
        count.look(7, false);
        count.silence();
        count.look(9, true);
        assertThat(count.swallowed()).isEqualTo(2);
        assertThat(count.others()).isEqualTo(7);
    }

    @Test
    void aCutThatDidNotHappenSwallowsNothingBeyondTheNextLook() {
        count.silence();
        count.look(0, false);
        count.look(5, false);
        assertThat(count.swallowed()).isZero();
    }

    @Test
    void lossOfTheLinkItselfIsNeverTakenForACut() {
        count.look(3, false);
        count.look(8, true);
        assertThat(count.swallowed()).isZero();
    }

    @Test
    void whatWasSwallowedUntilItWasHealedIsBookedAtTheFirstLookBehind() {
        count.silence();
        count.look(1, true);
        count.look(4, false);
        count.look(6, false);
        assertThat(count.swallowed()).isEqualTo(4);
        assertThat(count.others()).isEqualTo(2);
    }

    @Test
    void theKernelsCounterMayWrap() {
        count.look(0xffff_fffeL, false);
        count.silence();
        count.look(1, true);
        assertThat(count.swallowed()).isEqualTo(3);
    }
}
