package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.seatrial.traffic.Answer;

/** A connection that is accepted, and closed at once. */
record TcpDialogue(SocketChannel channel) implements Dialogue {

    static DialogueOpener opener(ClientSockets sockets) {
        return (stream, sequence, nowNs) -> new TcpDialogue(sockets.connecting());
    }

    @Override
    public int interest() {
        return SelectionKey.OP_CONNECT;
    }

    @Override
    public Optional<Answer> ready(long nowNs) throws IOException {
        return channel.finishConnect() ? Optional.of(Answer.GOOD) : Optional.empty();
    }

    @Override
    public void close() {
        Closing.close(channel);
    }
}
