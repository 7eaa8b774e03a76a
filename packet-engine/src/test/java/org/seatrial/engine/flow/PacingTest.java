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
        Pacing pacing = Pacing.of(Precision.PRECISE, 20_000, Pacing.BUDGET);
        assertThat(pacing.precision()).isEqualTo(Precision.LIGHT);
        assertThat(pacing.shortfall()).contains("lightly instead of precisely", "20000 packets/s", "1.00 of a core");
    }

    @Test
    void aWholeCoreAllowsAnyRate() {
        Pacing pacing = Pacing.of(Precision.PRECISE, 1_000_000, 1);
        assertThat(pacing.precision()).isEqualTo(Precision.PRECISE);
        assertThat(pacing.busyShare()).isEqualTo(1);
    }

    @Test
    void whatWasAskedLightlyHasNoShortfall() {
        assertThat(Pacing.of(Precision.LIGHT, 1_000_000, 0.1).shortfall()).isEmpty();
    }
}
