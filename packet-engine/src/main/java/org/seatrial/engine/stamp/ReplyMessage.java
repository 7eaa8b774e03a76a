package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/**
 * One reused outgoing datagram. It leaves from the very address that the request was sent to: a sender takes replies from
 * there only, and a host with several addresses would choose another. For one thread.
 */
final class ReplyMessage {

    private static final int MESSAGE_BYTES = 64;
    private static final int CONTROL_HEADER_BYTES = 16;
    private static final int PKTINFO_BYTES = 12;
    private static final int PKTINFO6_BYTES = 20;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment message = arena.allocate(MESSAGE_BYTES, 8);
    private final MemorySegment vector = arena.allocate(16, 8);
    private final MemorySegment name = arena.allocate(SocketAddresses.LONGEST_BYTES, 8);
    private final MemorySegment control = arena.allocate(CONTROL_HEADER_BYTES + 24, 8);
    private final MemorySegment buffer = arena.allocate(DatagramBatch.LONGEST_BYTES, 8);

    ReplyMessage() {
        message.set(ADDRESS, 0, name);
        message.set(ADDRESS, 16, vector);
        message.set(JAVA_LONG, 24, 1);
        message.set(ADDRESS, 32, control);
        vector.set(ADDRESS, 0, buffer);
    }

    MemorySegment buffer() {
        return buffer;
    }

    /**
     * Addresses it to the source of a request.
     *
     * @return false if the request was sent to a broadcast or multicast address
     */
    boolean answer(DatagramBatch batch, int request) {
        long from = batch.nameOffset(request);
        boolean ipv6 = batch.names().get(JAVA_SHORT, from) == Linux.AF_INET6;
        MemorySegment.copy(batch.names(), from, name, 0, SocketAddresses.LONGEST_BYTES);
        message.set(JAVA_INT, 8, ipv6 ? SocketAddresses.LONGEST_BYTES : 16);
        return ipv6 ? answerFrom6(batch, request) : answerFrom4(batch, request);
    }

    private boolean answerFrom4(DatagramBatch batch, int request) {
        long at = batch.control(request, StampSockets.IPPROTO_IP, StampSockets.IP_PKTINFO);
        if (at < 0) {
            message.set(JAVA_LONG, 40, 0);
            return true;
        }
        int local = batch.controls().get(JAVA_INT, at + 4);
        int destination = batch.controls().get(JAVA_INT, at + 8);
        header(PKTINFO_BYTES, StampSockets.IPPROTO_IP, StampSockets.IP_PKTINFO);
        // Interface 0 leaves the way to the routing tables.
        control.set(JAVA_INT, CONTROL_HEADER_BYTES, 0);
        control.set(JAVA_INT, CONTROL_HEADER_BYTES + 4, local);
        control.set(JAVA_INT, CONTROL_HEADER_BYTES + 8, 0);
        return local == destination;
    }

    private boolean answerFrom6(DatagramBatch batch, int request) {
        long at = batch.control(request, StampSockets.IPPROTO_IPV6, StampSockets.IPV6_PKTINFO);
        if (at < 0) {
            message.set(JAVA_LONG, 40, 0);
            return true;
        }
        long high = batch.controls().get(JAVA_LONG_UNALIGNED, at);
        header(PKTINFO6_BYTES, StampSockets.IPPROTO_IPV6, StampSockets.IPV6_PKTINFO);
        control.set(JAVA_LONG, CONTROL_HEADER_BYTES, high);
        control.set(JAVA_LONG, CONTROL_HEADER_BYTES + 8, batch.controls().get(JAVA_LONG_UNALIGNED, at + 8));
        // A link-local destination carries its interface in the name.
        control.set(JAVA_INT, CONTROL_HEADER_BYTES + 16, 0);
        int multicast = 0xff;
        return (high & 0xff) != multicast;
    }

    private void header(int bytes, int level, int type) {
        control.set(JAVA_LONG, 0, CONTROL_HEADER_BYTES + bytes);
        control.set(JAVA_INT, 8, level);
        control.set(JAVA_INT, 12, type);
        message.set(JAVA_LONG, 40, CONTROL_HEADER_BYTES + ((bytes + 7) & ~7));
    }

    /** Whether the kernel took it. */
    boolean send(int fd, int bytes) {
        vector.set(JAVA_LONG, 8, bytes);
        return SocketCalls.sendmmsg(fd, message, 1, Linux.MSG_DONTWAIT) == 1;
    }
}
