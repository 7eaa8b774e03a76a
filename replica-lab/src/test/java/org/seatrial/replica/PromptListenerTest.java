package org.seatrial.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PromptListenerTest {

    /** Says to the first that asks whether it answers at once. */
    private static final String PROGRAM = """
        $^F = 255; open(my $socket, "+<&=", shift) or die; print "listening\\n"; close(STDOUT);
        accept(my $asked, $socket); print $asked unpack("i", getsockopt($asked, IPPROTO_TCP, TCP_NODELAY));
        """;

    @Test
    @Timeout(30)
    void theProgramBehindItSendsEachAnswerAtOnce() throws Exception {
        int port = freePort();
        Process program = new ProcessBuilder(PromptListener.before(
                        port, List.of("perl", "-MSocket=:all", "-e", PROGRAM, PromptListener.SOCKET)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            program.getOutputStream().write(PromptListener.SCRIPT.getBytes(StandardCharsets.UTF_8));
            program.getOutputStream().close();
            assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("listening\n");
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
                assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("1");
            }
            assertThat(program.waitFor(Duration.ofSeconds(10))).isTrue();
        } finally {
            program.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
