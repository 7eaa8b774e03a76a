package org.seatrial.generators.storage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.lab.Volume;

/**
 * Requests and their answers. AoE has no connection: a request is sent again until it is answered, first after some round
 * trips and then after twice as long each time (as TCP waits, RFC 6298, and with its rule that an answer to what was sent
 * twice tells no round trip). No more are under way than the target keeps.
 */
final class AoeRequests {

    /** A target that answers nothing for so long is gone, as the peer of a TCP connection is. */
    static final Duration SILENCE = TcpSocket.USER_TIMEOUT;

    private static final long FIRST_WAIT_NS = 100_000_000;
    private static final long SHORTEST_WAIT_NS = 20_000_000;
    private static final long LONGEST_WAIT_NS = 500_000_000;

    private final AoeSocket socket;
    private final Volume.Aoe unit;
    private final Deque<Request> queued = new ArrayDeque<>();
    private final Map<Integer, Request> underWay = new LinkedHashMap<>();
    private final Deque<ByteBuffer> spare = new ArrayDeque<>();
    private final ByteBuffer in;
    private int window = 1;
    private int counter;
    private long roundTripNs;
    private long deviationNs;
    private long lastAnswerNs;
    private boolean blocked;

    /** Takes the answer to a request: the whole frame, valid during the call. */
    @FunctionalInterface
    interface Answered {
        void answer(ByteBuffer reply, long atNs);
    }

    private static final class Request {
        private final ByteBuffer frame;
        private final Answered then;
        private long firstNs;
        private long sentNs;
        private long waitNs;
        private boolean again;

        Request(ByteBuffer frame, Answered then) {
            this.frame = frame;
            this.then = then;
        }
    }

    AoeRequests(AoeSocket socket, Volume.Aoe unit) {
        this.socket = socket;
        this.unit = unit;
        in = frame();
    }

    private ByteBuffer frame() {
        return ByteBuffer.allocateDirect(AoeFrame.ETHERNET_BYTES + socket.mtu());
    }

    /** @param most requests under way at once, at least 1 */
    void window(int most) {
        window = most;
    }

    /** An empty buffer for a frame. */
    ByteBuffer blank() {
        ByteBuffer blank = spare.poll();
        return (blank == null ? frame() : blank).clear();
    }

    /** Hands a frame over that is flipped; it is sent as soon as the target has room. */
    void submit(ByteBuffer frame, Answered then) {
        queued.add(new Request(frame, then));
    }

    boolean idle() {
        return queued.isEmpty() && underWay.isEmpty();
    }

    /** Whether the interface did not take a frame that could have been sent. */
    boolean blocked() {
        return blocked;
    }

    /** @throws TargetException if the target has been silent for too long */
    void work() {
        while (socket.receive(in)) {
            received(System.nanoTime());
        }
        long now = System.nanoTime();
        blocked = false;
        sendAgain(now);
        while (!queued.isEmpty() && underWay.size() < window && !blocked) {
            Request next = queued.remove();
            int tag = (socket.number() << AoeSocket.COUNTER_BITS) | counter;
            counter = (counter + 1) & ((1 << AoeSocket.COUNTER_BITS) - 1);
            AoeFrame.tag(next.frame, tag);
            underWay.put(tag, next);
            next.firstNs = now;
            next.waitNs = roundTripNs == 0
                    ? FIRST_WAIT_NS
                    : Math.clamp(roundTripNs + 4 * deviationNs, SHORTEST_WAIT_NS, LONGEST_WAIT_NS);
            send(next, now);
        }
    }

    private void send(Request request, long now) {
        request.sentNs = now;
        // What was not taken is as good as lost on its way: it is sent again.
        blocked = !socket.send(request.frame);
    }

    private void received(long atNs) {
        if (!AoeFrame.answers(in, unit)) {
            return;
        }
        Request request = underWay.remove(AoeFrame.tagOf(in));
        if (request == null) {
            return;
        }
        lastAnswerNs = atNs;
        if (!request.again) {
            learn(atNs - request.sentNs);
        }
        spare.add(request.frame);
        request.then.answer(in, atNs);
    }

    private void learn(long tripNs) {
        if (roundTripNs == 0) {
            roundTripNs = tripNs;
            deviationNs = tripNs / 2;
        } else {
            deviationNs += (Math.abs(tripNs - roundTripNs) - deviationNs) / 4;
            roundTripNs += (tripNs - roundTripNs) / 8;
        }
    }

    private void sendAgain(long now) {
        List<Request> late = new ArrayList<>();
        for (Request request : underWay.values()) {
            if (now - Math.max(request.firstNs, lastAnswerNs) > SILENCE.toNanos()) {
                throw new TargetException("AoE " + unit.text() + " has not answered for " + SILENCE.toSeconds() + " s");
            }
            if (now - request.sentNs > request.waitNs) {
                late.add(request);
            }
        }
        for (Request request : late) {
            request.again = true;
            request.waitNs = Math.min(2 * request.waitNs, LONGEST_WAIT_NS);
            send(request, now);
        }
    }
}
