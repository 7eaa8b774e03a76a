package org.seatrial.generators.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.seatrial.traffic.Answer;

/** A GET on a connection of its own (RFC 9112), good if its status is below 400 and its body whole. */
final class HttpDialogue implements Dialogue {

    private static final int READ_BYTES = 16 << 10;

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final ByteBuffer read = ByteBuffer.allocate(READ_BYTES);
    private final HttpAnswer answer = new HttpAnswer();
    private final Consumer<byte[]> good;

    private HttpDialogue(SocketChannel channel, byte[] request, Consumer<byte[]> good) {
        this.channel = channel;
        this.request = ByteBuffer.wrap(request);
        this.good = good;
    }

    static DialogueOpener opener(ClientSockets sockets, String path) {
        byte[] request = request(sockets.to(), path.isEmpty() ? "/" : path);
        return (stream, sequence, nowNs) -> new HttpDialogue(sockets.connecting(), request, _ -> {});
    }

    /** The same, where what good answers say is kept. */
    static DialogueOpener opener(ClientSockets sockets, String path, GuestAnswers kept) {
        byte[] request = request(sockets.to(), path.isEmpty() ? "/" : path);
        return (stream, sequence, nowNs) ->
                new HttpDialogue(sockets.connecting(), request, body -> kept.add(stream, sequence, body));
    }

    private static byte[] request(InetSocketAddress service, String path) {
        String authority =
                service.getAddress().getHostAddress() + (service.getPort() == 80 ? "" : ":" + service.getPort());
        String text = "GET " + path + " HTTP/1.1\r\nHost: " + authority
                + "\r\nUser-Agent: seatrial\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public int interest() {
        if (!channel.isConnected()) {
            return SelectionKey.OP_CONNECT;
        }
        return request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    @Override
    public Optional<Answer> ready(long nowNs) throws IOException {
        if (!channel.isConnected() && !channel.finishConnect()) {
            return Optional.empty();
        }
        if (request.hasRemaining()) {
            channel.write(request);
            return Optional.empty();
        }
        while (true) {
            int count = channel.read(read.clear());
            if (count == 0) {
                return Optional.empty();
            }
            Optional<Answer> judged = count < 0 ? Optional.of(answer.atEnd()) : answer.add(read.flip());
            if (judged.isPresent()) {
                if (judged.get() == Answer.GOOD) {
                    good.accept(answer.beginning());
                }
                return judged;
            }
        }
    }

    @Override
    public void close() {
        Closing.close(channel);
    }
}
