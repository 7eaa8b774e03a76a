package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import org.seatrial.traffic.Answer;

/**
 * A name's IPv4 address, asked once (RFC 1035): a resolver's own repetition after some seconds would hide a short outage,
 * and is left to the schedule.
 */
final class DnsDialogue implements Dialogue {

    private static final int LARGEST = 4096;

    private final DatagramChannel channel;
    private final DnsQuestion question;
    private final ByteBuffer read = ByteBuffer.allocate(LARGEST);

    private DnsDialogue(DatagramChannel channel, DnsQuestion question) {
        this.channel = channel;
        this.question = question;
    }

    static DialogueOpener opener(ClientSockets sockets, String name) {
        return (stream, sequence, nowNs) -> {
            // A late answer to another question must not be taken for this one's.
            int id = (int) ((sequence * 31 + stream * 7919L) & 0xffff);
            DnsQuestion question = new DnsQuestion(id, name);
            DatagramChannel channel = sockets.datagrams();
            try {
                channel.write(question.message());
                return new DnsDialogue(channel, question);
            } catch (IOException refused) {
                channel.close();
                throw refused;
            }
        };
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public int interest() {
        return SelectionKey.OP_READ;
    }

    @Override
    public Optional<Answer> ready(long nowNs) throws IOException {
        while (channel.read(read.clear()) > 0) {
            Optional<Answer> answer = question.answer(read.flip());
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        Closing.close(channel);
    }
}
