package org.seatrial.replica;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.lab.LabException;
import org.seatrial.recording.Json;
import tools.jackson.databind.JsonNode;

/** Commands to QEMU's storage daemon by the QEMU machine protocol, one connection each. */
record Qmp(Path socket) {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final long POLL_NS = 200_000;

    /**
     * What the daemon returns.
     *
     * @throws LabException if it refuses, or does not answer within 3 s
     */
    JsonNode call(String command, Map<String, ?> arguments) {
        long limitNs = System.nanoTime() + LIMIT.toNanos();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.configureBlocking(false);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            read(channel, line, limitNs);
            send(channel, Map.of("execute", "qmp_capabilities"));
            answer(channel, "qmp_capabilities", limitNs);
            send(channel, Map.of("execute", command, "arguments", arguments));
            return answer(channel, command, limitNs);
        } catch (IOException failed) {
            throw new LabException(
                    "the storage daemon at " + socket + " is not reached: " + failed.getMessage(), failed);
        }
    }

    private static void send(SocketChannel channel, Map<String, ?> command) throws IOException {
        ByteBuffer text = ByteBuffer.wrap(
                (Json.mapper().writeValueAsString(command).replace("\n", " ") + "\n").getBytes(StandardCharsets.UTF_8));
        while (text.hasRemaining()) {
            channel.write(text);
        }
    }

    /** The next line that is no event. */
    private JsonNode answer(SocketChannel channel, String command, long limitNs) throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            read(channel, line, limitNs);
            JsonNode answer = Json.mapper().readTree(line.toString(StandardCharsets.UTF_8));
            if (answer.has("error")) {
                throw new LabException("the storage daemon at " + socket + " refuses " + command + ": "
                        + answer.get("error").path("desc").asString());
            }
            if (answer.has("return")) {
                return answer.get("return");
            }
        }
    }

    private void read(SocketChannel channel, ByteArrayOutputStream line, long limitNs) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        while (true) {
            int got = channel.read(one.clear());
            if (got < 0) {
                throw new IOException("it closed the connection");
            } else if (got == 0) {
                if (System.nanoTime() > limitNs) {
                    throw new LabException("the storage daemon at " + socket + " does not answer");
                }
                LockSupport.parkNanos(POLL_NS);
            } else if (one.get(0) == '\n') {
                return;
            } else {
                line.write(one.get(0));
            }
        }
    }
}
