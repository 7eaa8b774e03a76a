package org.seatrial.generators.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.ExchangeLog;
import org.seatrial.traffic.Answer;

class FioLogTest {

    private static List<Exchange> read(String... lines) {
        ExchangeLog log = new ExchangeLog();
        FioLog.read(List.of(lines), 1_000_000_000).replay(3, Duration.ofSeconds(5), log);
        return log.exchanges();
    }

    @Test
    void aWriteLastsWhatFioSaysAndEndsWithinItsMillisecond() {
        assertThat(read("1500, 200000, 1, 4096, 0, 0"))
                .containsExactly(new Exchange(3, 0, 500_300_000, 500_300_000, 500_500_000, Answer.GOOD));
    }

    @Test
    void writesAreInTheOrderInWhichTheyWereMade() {
        assertThat(read("1500, 200000, 1, 4096, 0", "1501, 300000000, 1, 4096, 0"))
                .extracting(Exchange::completedNs)
                .containsExactly(501_500_000L, 500_500_000L);
    }

    @Test
    void aWriteThatTakesLongerThanThePatienceIsGivenUp() {
        assertThat(read("9500, 6000000000, 1, 4096, 0"))
                .singleElement()
                .extracting(Exchange::answer)
                .isEqualTo(Answer.NONE);
    }

    @Test
    void readsAndFlushesAreNoWrites() {
        assertThat(read("1500, 200000, 0, 4096, 0", "1500, 200000, 2, 0, 0")).isEmpty();
    }

    @Test
    void aLineThatIsCutShortIsNoList() {
        assertThatThrownBy(() -> read("1500, 2000"))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("1500");
    }
}
