package org.seatrial.replica;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the service of a guest by HTTP/1.0 (RFC 1945), from the namespace that the calling thread is in. */
final class GuestService {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 * 1024;

    private GuestService() {}

    /** What it answers, without the header; empty if it does not answer with success within 5 s. */
    static Optional<String> answer(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.connect(new InetSocketAddress(address, port), (int) LIMIT.toMillis());
            socket.getOutputStream()
                    .write(("GET / HTTP/1.0\r\nHost: " + address + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String text = new String(socket.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            int body = text.indexOf("\r\n\r\n");
            return body > 0 && text.matches("(?s)HTTP/1\\.[01] 200 .*")
                    ? Optional.of(text.substring(body + 4))
                    : Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
