package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as {@code /proc/PID/net/tcp} has them on a little-endian machine. */
class TcpConnectionsTest {

    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid";
    private static final String LISTENING =
            "   0: 00000000:2A39 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1";
    private static final String ESTABLISHED =
            "   1: 01C812C6:D431 02C812C6:2A39 01 00000000:00000000 00:00000000 00000000     0        0 2 1";
    private static final String TROUBLED =
            "   1: 01C812C6:D431 02C812C6:2A39 01 00001000:00000000 01:00000064 00000003     0        0 2 1";
    private static final String CLOSING =
            "   2: 01C812C6:D432 02C812C6:2A39 06 00000000:00000000 03:00000064 00000000     0        0 0 3";

    private static java.util.Optional<TcpConnections.Connection> found(String... lines) {
        return TcpConnections.among(List.of(lines), "198.18.200.2", 10_809);
    }

    @Test
    void anEstablishedConnectionIsKnownByItsFarEnd() {
        assertThat(found(HEAD, LISTENING, CLOSING, ESTABLISHED))
                .contains(new TcpConnections.Connection("198.18.200.1", 0));
    }

    @Test
    void oneThatIsBeingClosedIsNone() {
        assertThat(found(HEAD, LISTENING, CLOSING)).isEmpty();
    }

    @Test
    void segmentsThatNobodyAcknowledgesAreCounted() {
        assertThat(found(HEAD, TROUBLED).orElseThrow().timeouts()).isEqualTo(3);
    }

    @Test
    void oneToAnotherPortIsNotTaken() {
        assertThat(TcpConnections.among(List.of(HEAD, ESTABLISHED), "198.18.200.2", 10_810))
                .isEmpty();
    }
}
