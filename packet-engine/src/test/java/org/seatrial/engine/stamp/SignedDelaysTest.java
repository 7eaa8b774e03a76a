package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignedDelaysTest {

    private final SignedDelays delays = new SignedDelays();

    private Interval statistic(String name) {
        return Objects.requireNonNull(delays.summary(0, "").statistics().get(name));
    }

    @Test
    void percentilesRunAcrossZero() {
        for (int i = -500; i < 500; i++) {
            delays.record(i);
        }
        assertThat(statistic("p50").value()).isEqualTo(-1);
        assertThat(statistic("p90").value()).isEqualTo(399);
        assertThat(statistic("min").value()).isEqualTo(-500);
        assertThat(statistic("max").value()).isEqualTo(499);
        assertThat(statistic("mean").value()).isEqualTo(-0.5);
    }

    @Test
    void aPercentileIsKnownToItsBucketAndTheClocksError() {
        for (int i = 0; i < 100; i++) {
            delays.record(-50_020_000);
        }
        Interval median = Objects.requireNonNull(
                delays.summary(1_000_000, "").statistics().get("p50"));
        assertThat(median.lower()).isLessThan(-51_020_000).isGreaterThan(-51_080_000);
        assertThat(median.upper()).isGreaterThan(-49_020_000).isLessThan(-48_960_000);
    }

    @Test
    void aPercentileThatTooFewSamplesCarryIsAbsent() {
        for (int i = 0; i < 999; i++) {
            delays.record(i);
        }
        assertThat(delays.summary(0, "").statistics()).containsKey("p90").doesNotContainKeys("p99", "p99.9");
        delays.record(999);
        assertThat(delays.summary(0, "").statistics()).containsKey("p99").doesNotContainKey("p99.9");
    }

    @Test
    void noSamplesAreNotMeasuredAndNotZero() {
        DelaySummary none = delays.summary(5, "nothing was answered");
        assertThat(none.measured()).isFalse();
        assertThat(none.statistics()).isEmpty();
        assertThat(none.errorNs()).isEmpty();
        assertThat(none.notMeasured()).isEqualTo("nothing was answered");
    }
}
