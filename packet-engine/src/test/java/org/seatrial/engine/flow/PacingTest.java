package org.seatrial.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.seatrial.traffic.Precision;

class PacingTest {

    @Test
    void tenThousandPacketsASecondCanBePacedPrecisely() {
        Pacing pacing = Pacing.of(Precision.PRECISE, 10_000, Pacing.BUDGET);
        assertThat(pacing.precision()).isEqualTo(Precision.PRECISE);
        assertThat(pacing.shortfall()).isEmpty();
        assertThat(pacing.busyShare()).isLessThanOrEqualTo(Pacing.BUDGET);
    }

    @Test
    void beyondItsBudgetASenderIsLightAndSaysSo() {
        Pacing pacing = Pacing.of(Precision.PRECISE, 30_000, Pacing.BUDGET);
        assertThat(pacing.precision()).isEqualTo(Precision.LIGHT);
        assertThat(pacing.marginNs()).isZero();
        assertThat(pacing.shortfall()).contains("lightly instead of precisely", "30000 packets/s", "0.87 of a core");
    }

    @Test
    void atAHighRateEachPacketGetsItsShareOfTheBudget() {
        Pacing pacing = Pacing.of(Precision.PRECISE, 20_000, Pacing.BUDGET);
        assertThat(pacing.precision()).isEqualTo(Precision.PRECISE);
        assertThat(pacing.marginNs()).isBetween(25_000L, 30_000L);
        assertThat(pacing.busyShare()).isLessThanOrEqualTo(Pacing.BUDGET);
        assertThat(pacing.shortfall()).isEmpty();
    }

    @Test
    void noPacketGetsMoreThanWakingTakes() {
        assertThat(Pacing.of(Precision.PRECISE, 100, Pacing.BUDGET).marginNs()).isEqualTo(Pacing.MARGIN_NS);
    }

    @Test
    void aWholeCoreAllowsAnyRate() {
        Pacing pacing = Pacing.of(Precision.PRECISE, 1_000_000, 1);
        assertThat(pacing.precision()).isEqualTo(Precision.PRECISE);
        assertThat(pacing.neverSleeps()).isTrue();
        assertThat(pacing.busyShare()).isEqualTo(1);
    }

    @Test
    void withAWholeCoreASenderThatWouldSpinNearlyAllTheTimeNeverSleeps() {
        assertThat(Pacing.of(Precision.PRECISE, 15_000, 1).neverSleeps()).isTrue();
        assertThat(Pacing.of(Precision.PRECISE, 10_000, 1).neverSleeps()).isFalse();
        assertThat(Pacing.of(Precision.PRECISE, 15_000, Pacing.BUDGET).neverSleeps())
                .isFalse();
        assertThat(Pacing.of(Precision.LIGHT, 1_000_000, 1).neverSleeps()).isFalse();
    }

    @Test
    void onlyAMachineWithProcessorsToSpareGivesASenderAWholeOne() {
        assertThat(Pacing.budget(2)).isEqualTo(Pacing.BUDGET);
        assertThat(Pacing.budget(3)).isEqualTo(Pacing.BUDGET);
        assertThat(Pacing.budget(4)).isEqualTo(1);
    }

    @Test
    void whatWasAskedLightlyHasNoShortfall() {
        assertThat(Pacing.of(Precision.LIGHT, 1_000_000, 0.1).shortfall()).isEmpty();
    }
}
