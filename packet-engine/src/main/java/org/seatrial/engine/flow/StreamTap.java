package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.PacketSocket;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.lab.Conversation;
import org.seatrial.lab.PathWitness;

/**
 * Sees which streams arrive at interfaces, by packet sockets there. Open only while it watches. The sockets take every
 * protocol: to one that asks for IPv4 alone a bridge's port shows nothing.
 */
public final class StreamTap {

    private static final int ETHERNET_BYTES = 14;
    /** The two octets of IPv4's EtherType. */
    private static final byte IPV4_HIGH = 0x08;

    private static final byte IPV4_LOW = 0x00;
    private static final int UDP_BYTES = 8;
    private static final int UDP_PROTOCOL = 17;
    private static final long PERIOD_NS = 1_000_000;
    private static final int BATCH = 64;
    private static final int BUFFER_BYTES = 160;

    private final Map<String, BitSet> seen = new HashMap<>();
    private final MessageBatch batch = new MessageBatch(BATCH, BUFFER_BYTES, false);

    private final ConversationTap conversations;

    private StreamTap(List<Conversation> between) {
        conversations = new ConversationTap(between);
    }

    /** An interface and the namespace it is in. */
    public record Place(Path namespace, String interfaceName) {}

    /**
     * Watches frames that arrive.
     *
     * @return flow name to the streams seen, and the conversations seen; a flow that was not seen is absent
     */
    public static PathWitness.Sighting watch(List<Place> places, List<Conversation> between, Duration window) {
        StreamTap tap = new StreamTap(between);
        List<Integer> sockets = new ArrayList<>();
        try {
            for (Place place : places) {
                sockets.add(NetworkNamespace.within(
                        place.namespace(), () -> PacketSocket.open(place.interfaceName(), PacketSocket.ETH_P_ALL)));
            }
            Timespec timespec = new Timespec();
            long end = System.nanoTime() + window.toNanos();
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                sockets.forEach(tap::drain);
                timespec.sleepUntil(now + PERIOD_NS);
            }
            sockets.forEach(tap::drain);
        } finally {
            sockets.forEach(Linux::close);
        }
        return new PathWitness.Sighting(tap.seen, tap.conversations.seen());
    }

    private void drain(int socket) {
        int received;
        do {
            received = SocketCalls.recvmmsg(socket, batch.messages(), BATCH, Linux.MSG_DONTWAIT);
            for (int i = 0; i < received; i++) {
                note(batch.offset(i), batch.lengthReceived(i));
            }
        } while (received == BATCH);
    }

    private void note(long at, int length) {
        MemorySegment frame = batch.buffers();
        if (length < ETHERNET_BYTES) {
            return;
        }
        if (frame.get(JAVA_BYTE, at + 12) != IPV4_HIGH || frame.get(JAVA_BYTE, at + 13) != IPV4_LOW) {
            conversations.noteFrame(frame, at);
            return;
        }
        conversations.note(frame, at, length);
        int ipBytes = (frame.get(JAVA_BYTE, at + ETHERNET_BYTES) & 0xf) * 4;
        int header = ETHERNET_BYTES + ipBytes + UDP_BYTES;
        if (length < header + PacketHeader.BYTES
                || frame.get(JAVA_BYTE, at + ETHERNET_BYTES + 9) != UDP_PROTOCOL
                || !PacketHeader.present(frame, at + header)) {
            return;
        }
        FlowDirectory.nameOf(PacketHeader.session(frame, at + header), PacketHeader.flow(frame, at + header))
                .ifPresent(name -> seen.computeIfAbsent(name, absent -> new BitSet())
                        .set(PacketHeader.stream(frame, at + header)));
    }
}
