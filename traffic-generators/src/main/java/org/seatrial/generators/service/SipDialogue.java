package org.seatrial.generators.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seatrial.traffic.Answer;

/**
 * One call over UDP (RFC 3261): INVITE, ACK, held, BYE. Requests are repeated after 0.5 s, 1 s, 2 s … (timers
 * A and E of sections 17.1.1.2 and 17.1.2.2). The call is answered when it is set up, and good if it could also be cleared;
 * one that is rejected, or that the other end clears, is bad.
 */
final class SipDialogue implements Dialogue {

    private static final long T1_NS = 500_000_000;
    private static final long T2_NS = 4_000_000_000L;
    private static final int LARGEST = 64 << 10;

    private enum State {
        CALLING,
        RINGING,
        HELD,
        CLEARING
    }

    private final DatagramChannel channel;
    private final SipRequests requests;
    private final long heldNs;
    private final ByteBuffer read = ByteBuffer.allocate(LARGEST);
    private State state = State.CALLING;
    private long answeredNs;
    private long dueNs;
    private long intervalNs = T1_NS;
    private @Nullable SipMessage accepted;

    private SipDialogue(DatagramChannel channel, SipRequests requests, long heldNs, long nowNs) {
        this.channel = channel;
        this.requests = requests;
        this.heldNs = heldNs;
        this.dueNs = nowNs + T1_NS;
    }

    static DialogueOpener opener(ClientSockets sockets, String user, long heldNs) {
        String target = "sip:" + user + "@" + sockets.to().getAddress().getHostAddress() + ":"
                + sockets.to().getPort();
        return (stream, sequence, nowNs) -> {
            DatagramChannel channel = sockets.datagrams();
            try {
                InetSocketAddress own = (InetSocketAddress) channel.getLocalAddress();
                String callId = Long.toHexString(nowNs) + "-" + stream + "-" + sequence;
                SipRequests requests =
                        new SipRequests(target, own.getAddress().getHostAddress(), own.getPort(), callId);
                channel.write(requests.invite());
                return new SipDialogue(channel, requests, heldNs, nowNs);
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
    public long dueNs() {
        return dueNs;
    }

    @Override
    public long answeredNs() {
        return answeredNs;
    }

    @Override
    public Optional<Answer> ready(long nowNs) throws IOException {
        while (channel.read(read.clear()) > 0) {
            Optional<SipMessage> message = SipMessage.of(read.array(), read.position())
                    .filter(one -> one.callId().equals(requests.callId()));
            Optional<Answer> over = message.isEmpty() ? Optional.empty() : take(message.get(), nowNs);
            if (over.isPresent()) {
                return over;
            }
        }
        return Optional.empty();
    }

    private Optional<Answer> take(SipMessage message, long nowNs) throws IOException {
        if (message.status() == 0) {
            if (message.method().equals("ACK")) {
                return Optional.empty();
            }
            channel.write(SipRequests.ok(message));
            return message.method().equals("BYE") ? Optional.of(Answer.BAD) : Optional.empty();
        }
        return message.method().equals("INVITE") ? toInvite(message, nowNs) : toBye(message);
    }

    private Optional<Answer> toInvite(SipMessage message, long nowNs) throws IOException {
        if (message.provisional()) {
            if (state == State.CALLING) {
                state = State.RINGING;
                dueNs = NEVER;
            }
            return Optional.empty();
        }
        channel.write(requests.ack(message));
        if (message.rejection()) {
            return Optional.of(Answer.BAD);
        }
        if (accepted == null) {
            accepted = message;
            state = State.HELD;
            answeredNs = nowNs;
            dueNs = nowNs + heldNs;
        }
        return Optional.empty();
    }

    private Optional<Answer> toBye(SipMessage message) {
        if (state != State.CLEARING || !message.method().equals("BYE") || message.provisional()) {
            return Optional.empty();
        }
        return Optional.of(message.success() ? Answer.GOOD : Answer.BAD);
    }

    @Override
    public Optional<Answer> due(long nowNs) throws IOException {
        switch (state) {
            case CALLING -> {
                channel.write(requests.invite());
                intervalNs *= 2;
                dueNs = nowNs + intervalNs;
            }
            case RINGING -> dueNs = NEVER;
            case HELD -> {
                state = State.CLEARING;
                intervalNs = T1_NS;
                bye(nowNs);
            }
            case CLEARING -> {
                intervalNs = Math.min(2 * intervalNs, T2_NS);
                bye(nowNs);
            }
        }
        return Optional.empty();
    }

    private void bye(long nowNs) throws IOException {
        SipMessage response = accepted;
        if (response == null) {
            throw new IllegalStateException("a call is cleared only after it was set up");
        }
        channel.write(requests.bye(response));
        dueNs = nowNs + intervalNs;
    }

    @Override
    public long heldNs() {
        return heldNs;
    }

    @Override
    public void hurry(long nowNs) {
        if (state == State.HELD) {
            dueNs = nowNs;
        }
    }

    @Override
    public void close() {
        Closing.close(channel);
    }
}
