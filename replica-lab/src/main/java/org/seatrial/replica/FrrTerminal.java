package org.seatrial.replica;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.io.ByteArrayOutputStream;

/**
 * Asks a daemon by its terminal socket, as vtysh does but without starting a program: about a quarter of a millisecond.
 * An answer ends with three zero bytes and a result code.
 */
final class FrrTerminal {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int TRAILER = 4;
    private static final int SUCCESS = 0;

    private FrrTerminal() {}

    /**
     * The answer to one command.
     *
     * @throws IOException if the daemon is gone, silent for 2 s, or refuses the command
     */
    static String ask(Path terminal, String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            channel.connect(UnixDomainSocketAddress.of(terminal));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            answer(channel, selector, "enable");
            return answer(channel, selector, command);
        }
    }

    private static String answer(SocketChannel channel, Selector selector, String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + '\0').getBytes(StandardCharsets.US_ASCII)));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            selector.select(50);
            selector.selectedKeys().clear();
            int read = channel.read(buffer.clear());
            if (read < 0) {
                throw new IOException("the daemon closed its terminal");
            }
            answer.write(buffer.array(), 0, read);
            byte[] all = answer.toByteArray();
            int end = all.length - TRAILER;
            if (end >= 0 && all[end] == 0 && all[end + 1] == 0 && all[end + 2] == 0) {
                String text = new String(all, 0, end, StandardCharsets.UTF_8).strip();
                if (all[end + 3] != SUCCESS) {
                    throw new IOException("the daemon refuses '" + command + "': " + text);
                }
                return text;
            }
            if (System.nanoTime() > limit) {
                throw new IOException("the daemon did not answer '" + command + "' within " + LIMIT.toSeconds() + " s");
            }
        }
    }
}
