package org.seatrial.engine.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampFormatTest {

    private static final long NS_PER_S = 1_000_000_000L;

    private static long ns(String instant) {
        Instant at = Instant.parse(instant);
        return at.getEpochSecond() * NS_PER_S + at.getNano();
    }

    @Test
    void theUnixEpochIsItsWellKnownNumberOfSecondsSince1900() {
        assertThat(TimestampFormat.NTP.encode(0)).isEqualTo(0x83AA_7E80_0000_0000L);
    }

    @Test
    void halfASecondIsTheUpperBitOfTheFraction() {
        assertThat(TimestampFormat.NTP.encode(500_000_000)).isEqualTo(0x83AA_7E80_8000_0000L);
    }

    @Test
    void ptpCountsNanosecondsAndTheLeapSecondsOfTai() {
        long at = ns("2026-01-01T00:00:00.000000005Z");
        assertThat(TimestampFormat.PTP.encode(at)).isEqualTo((1_767_225_600L + 37) << 32 | 5);
    }

    @Test
    void everyNanosecondSurvivesEitherFormat() {
        Random random = new Random(8762);
        for (int i = 0; i < 100_000; i++) {
            long at = ns("2026-11-21T00:00:00Z") + random.nextLong(NS_PER_S * 86_400);
            for (TimestampFormat format : TimestampFormat.values()) {
                assertThat(format.decode(format.encode(at), at - NS_PER_S)).isEqualTo(at);
            }
        }
    }

    @Test
    void aFieldAfterTheWrapOf2036IsNotReadAs1900() {
        long before = ns("2036-02-07T06:28:15.9Z");
        long after = ns("2036-02-07T06:28:16.25Z");
        assertThat(TimestampFormat.NTP.encode(after)).isEqualTo(0x0000_0000_4000_0000L);
        assertThat(TimestampFormat.NTP.decode(TimestampFormat.NTP.encode(after), before))
                .isEqualTo(after);
        assertThat(TimestampFormat.NTP.decode(TimestampFormat.NTP.encode(before), after))
                .isEqualTo(before);
    }
}
