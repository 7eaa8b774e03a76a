package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Opens AF_PACKET sockets on an interface of the calling thread's namespace. */
public final class PacketSocket {

    public static final int ETH_P_ALL = 0x0003;
    public static final int ETH_P_IP = 0x0800;

    private static final int NOTHING = 0;
    private static final int SO_RCVBUF = 8;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_VERSION = 10;
    private static final int PACKET_VNET_HDR = 15;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int TPACKET_V2 = 1;

    private PacketSocket() {}

    /** A raw socket that sees what arrives at the interface, not what leaves it. */
    public static int open(String interfaceName, int protocol) {
        int fd = Linux.checked("socket(AF_PACKET)", SocketCalls.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0));
        option(fd, PACKET_IGNORE_OUTGOING, 1);
        bind(fd, interfaceName, protocol);
        return fd;
    }

    /**
     * A raw socket that takes what arrives at the interface and passes a classic packet filter, and sends there.
     *
     * @param filter {@code struct sock_fprog}
     */
    public static int openFiltered(String interfaceName, int protocol, MemorySegment filter) {
        int fd = Linux.checked("socket(AF_PACKET)", SocketCalls.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0));
        option(fd, PACKET_IGNORE_OUTGOING, 1);
        Linux.checked("packet filter", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, SO_ATTACH_FILTER, filter));
        bind(fd, interfaceName, protocol);
        return fd;
    }

    /** A raw socket that sends at the interface and takes nothing. */
    public static int openToSend(String interfaceName) {
        return open(interfaceName, NOTHING);
    }

    /**
     * A raw socket of which nothing is read: it counts what arrives at the interface and passes a classic packet filter.
     *
     * @param filter {@code struct sock_fprog}
     */
    public static int openTap(String interfaceName, MemorySegment filter) {
        int fd = Linux.checked("socket(AF_PACKET)", SocketCalls.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0));
        option(fd, PACKET_IGNORE_OUTGOING, 1);
        Linux.checked("packet filter", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, SO_ATTACH_FILTER, filter));
        Linux.checked("receive buffer", SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, SO_RCVBUF, 0));
        bind(fd, interfaceName, ETH_P_ALL);
        return fd;
    }

    /**
     * Frames that passed the socket's filter since the last call, whether or not they found room in its buffer.
     *
     * @param statistics 8 octets to use
     * @param length 4 octets to use
     */
    public static long takeSeen(int fd, MemorySegment statistics, MemorySegment length) {
        takeDrops(fd, statistics, length);
        return Integer.toUnsignedLong(statistics.get(JAVA_INT, 0));
    }

    /** Octets before each frame of a ring, and before each frame to be sent: {@code struct virtio_net_hdr}. */
    public static final int VIRTIO_HEADER_BYTES = 10;

    /**
     * The same with a receive ring, mapped, and sending that passes no queue. Each frame follows a virtio header, in
     * which the kernel says what it left undone (a checksum, a segmentation) and is told so when the frame goes back.
     *
     * @param frames slots, so that {@code frames * frameBytes} is a multiple of 64 KiB
     * @param frameBytes a power of two, 2048 to 65536
     */
    public static Ring openRing(String interfaceName, int frames, int frameBytes) {
        int fd = Linux.checked("socket(AF_PACKET)", SocketCalls.socket(Linux.AF_PACKET, Linux.SOCK_RAW, 0));
        option(fd, PACKET_IGNORE_OUTGOING, 1);
        option(fd, PACKET_VERSION, TPACKET_V2);
        option(fd, PACKET_VNET_HDR, 1);
        option(fd, PACKET_QDISC_BYPASS, 1);
        int blockBytes = 64 * 1024;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(16, 4);
            request.set(JAVA_INT, 0, blockBytes);
            request.set(JAVA_INT, 4, frames * frameBytes / blockBytes);
            request.set(JAVA_INT, 8, frameBytes);
            request.set(JAVA_INT, 12, frames);
            Linux.checked(
                    "receive ring of " + interfaceName,
                    SocketCalls.setsockopt(fd, SOL_PACKET, PACKET_RX_RING, request));
        }
        MemorySegment memory = Linux.mapShared(fd, (long) frames * frameBytes);
        bind(fd, interfaceName, ETH_P_ALL);
        return new Ring(fd, memory, frames, frameBytes);
    }

    /** A socket and its ring's memory. */
    public record Ring(int fd, MemorySegment memory, int frames, int frameBytes) {}

    /**
     * Frames the kernel dropped since the last call because the ring was full.
     *
     * @param statistics 8 octets to use
     * @param length 4 octets to use
     */
    public static long takeDrops(int fd, MemorySegment statistics, MemorySegment length) {
        length.set(JAVA_INT, 0, 8);
        Linux.checked(
                "packet statistics", SocketCalls.getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, statistics, length));
        return Integer.toUnsignedLong(statistics.get(JAVA_INT, 4));
    }

    private static void option(int fd, int option, int value) {
        Linux.checked("packet option " + option, SocketCalls.setsockopt(fd, SOL_PACKET, option, value));
    }

    private static void bind(int fd, String interfaceName, int protocol) {
        int index = Linux.interfaceIndex(interfaceName);
        if (index == 0) {
            throw new SystemCallException("bind to " + interfaceName, Errno.ENODEV);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(20, 4);
            address.set(JAVA_SHORT, 0, (short) Linux.AF_PACKET);
            address.set(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) protocol);
            address.set(JAVA_INT, 4, index);
            Linux.checked("bind to " + interfaceName, SocketCalls.bind(fd, address));
        }
    }
}
