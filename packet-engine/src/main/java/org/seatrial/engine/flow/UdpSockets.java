package org.seatrial.engine.flow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/** Opens UDP sockets in the calling thread's namespace. */
public final class UdpSockets {

    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SO_RXQ_OVFL = 40;
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;
    private static final int UDP_GRO = 104;
    private static final int RECEIVE_BUFFER_BYTES = 32 << 20;
    private static final int SEND_BUFFER_BYTES = 4 << 20;

    private UdpSockets() {}

    /**
     * A socket that takes packets for {@code address:port} and has each stamped by the kernel, which also says how many
     * it had to drop because nobody read them in time.
     */
    public static int receiver(String address, int port) {
        return open(fd -> {
            option(fd, "stamps", SO_TIMESTAMPNS, 1);
            option(fd, "count of drops", SO_RXQ_OVFL, 1);
            buffer(fd, "receive buffer", SO_RCVBUFFORCE, SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            Linux.checked("bind " + address + ":" + port, SocketCalls.bind(fd, address(address, port)));
        });
    }

    /** A socket bound to a source port of its own and connected: a 5-tuple, so that multipath routing places it. */
    public static int sender(String from, int fromPort, String to, int toPort) {
        return open(fd -> {
            buffer(fd, "send buffer", SO_SNDBUFFORCE, SO_SNDBUF, SEND_BUFFER_BYTES);
            Linux.checked("bind " + from + ":" + fromPort, SocketCalls.bind(fd, address(from, fromPort)));
            Linux.checked("connect " + to + ":" + toPort, SocketCalls.connect(fd, address(to, toPort)));
        });
    }

    /** Closes the socket of a preparation that fails: it would hold its port until the process ends. */
    private static int open(IntConsumer preparation) {
        int fd = Linux.checked("socket", SocketCalls.socket(Linux.AF_INET, Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK, 0));
        try {
            preparation.accept(fd);
            return fd;
        } catch (RuntimeException refused) {
            Linux.close(fd);
            throw refused;
        }
    }

    /**
     * Lets the kernel cut what one call hands over into datagrams of {@code payloadBytes} (UDP_SEGMENT): the stack is
     * passed once for all of them. On a veth pair such a batch is one buffer, lost or kept as a whole.
     */
    public static void segment(int fd, int payloadBytes) {
        Linux.checked("set segment size", SocketCalls.setsockopt(fd, SOL_UDP, UDP_SEGMENT, payloadBytes));
    }

    /**
     * Takes segments that were handed over together, and came together, in one message (UDP_GRO): one call and one stamp
     * for all of them. A network card may put together what came apart, so only for flows that are sent so.
     */
    public static void gather(int fd) {
        Linux.checked("gather segments", SocketCalls.setsockopt(fd, SOL_UDP, UDP_GRO, 1));
    }

    /** In a user namespace the system's limit cannot be passed: as much as that allows is enough for some 30 ms. */
    private static void buffer(int fd, String what, int force, int option, int bytes) {
        if (SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, force, bytes) == -Errno.EPERM) {
            option(fd, what, option, bytes);
        }
    }

    private static void option(int fd, String what, int option, int value) {
        Linux.checked("set " + what, SocketCalls.setsockopt(fd, Linux.SOL_SOCKET, option, value));
    }

    private static MemorySegment address(String dotted, int port) {
        MemorySegment address = Arena.ofAuto().allocate(16, 4);
        address.set(JAVA_SHORT, 0, (short) Linux.AF_INET);
        address.set(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
        String[] part = dotted.split("\\.", -1);
        for (int i = 0; i < 4; i++) {
            address.set(JAVA_BYTE, 4 + i, (byte) Integer.parseInt(part[i]));
        }
        address.set(JAVA_INT, 8, 0);
        return address;
    }
}
