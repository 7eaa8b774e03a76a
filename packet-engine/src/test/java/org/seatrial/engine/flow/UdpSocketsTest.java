package org.seatrial.engine.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SystemCallException;

class UdpSocketsTest {

    private static final int PORT = 28_999;

    @Test
    void aSocketThatCannotBeConnectedGivesItsPortBack() {
        // Connecting to the broadcast address needs an option that such a socket does not have.
        assertThatThrownBy(() -> UdpSockets.sender("127.0.0.1", PORT, "127.255.255.255", 9))
                .isInstanceOf(SystemCallException.class)
                .hasMessageContaining("connect 127.255.255.255:9");
        Linux.close(UdpSockets.sender("127.0.0.1", PORT, "127.0.0.1", 9));
    }
}
