package org.seatrial.generators.storage;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.NetworkNamespace;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.SystemCallException;

/** TCP connections from inside a namespace. */
final class TcpSocket {

    /** What an unanswered segment is waited for: beyond it the peer is gone (RFC 5482). */
    static final Duration USER_TIMEOUT = Duration.ofSeconds(2);

    private static final int SOCK_STREAM = 1;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    private static final int MSG_NOSIGNAL = 0x4000;

    private TcpSocket() {}

    /**
     * A connection whose calls wait no longer than {@code patience}.
     *
     * @throws SystemCallException if there is none within it
     */
    static int connect(Path namespace, String from, String address, int port, Duration patience) {
        int fd = NetworkNamespace.within(
                namespace, () -> Linux.checked("socket", SocketCalls.socket(Linux.AF_INET, SOCK_STREAM, 0)));
        try (Arena arena = Arena.ofConfined()) {
            patience(arena, fd, patience);
            Linux.checked("no delay", SocketCalls.setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, 1));
            Linux.checked("user timeout", SocketCalls.setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, (int)
                    USER_TIMEOUT.toMillis()));
            Linux.checked("bind to " + from, SocketCalls.bind(fd, address(arena, from, 0)));
            Linux.checked("connect " + address + ":" + port, SocketCalls.connect(fd, address(arena, address, port)));
            return fd;
        } catch (RuntimeException refused) {
            Linux.close(fd);
            throw refused;
        }
    }

    /** How long calls of a socket wait. */
    static void patience(Arena arena, int fd, Duration patience) {
        MemorySegment time = arena.allocate(16, 8);
        time.set(JAVA_LONG, 0, patience.toSeconds());
        time.set(JAVA_LONG, 8, patience.toNanosPart() / 1000);
        option(fd, "receive timeout", Linux.SOL_SOCKET, SO_RCVTIMEO, time);
        option(fd, "send timeout", Linux.SOL_SOCKET, SO_SNDTIMEO, time);
    }

    private static void option(int fd, String what, int level, int option, MemorySegment value) {
        Linux.checked("set " + what, SocketCalls.setsockopt(fd, level, option, value));
    }

    private static MemorySegment address(Arena arena, String dotted, int port) {
        MemorySegment address = arena.allocate(16, 4);
        address.set(JAVA_SHORT, 0, (short) Linux.AF_INET);
        address.set(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
        String[] part = dotted.split("\\.", -1);
        for (int i = 0; i < 4; i++) {
            address.set(JAVA_BYTE, 4 + i, (byte) Integer.parseInt(part[i]));
        }
        return address;
    }

    /** Sends what remains of a direct buffer, waiting as the socket does. */
    static void sendAll(int fd, ByteBuffer data) {
        while (data.hasRemaining()) {
            data.position(data.position() + Linux.checked("send", send(fd, data, 0)));
        }
    }

    /** Sends what the socket takes at once of a direct buffer; octets, or a negated error number. */
    static int sendSome(int fd, ByteBuffer data) {
        return send(fd, data, Linux.MSG_DONTWAIT);
    }

    private static int send(int fd, ByteBuffer data, int flags) {
        return SocketCalls.send(fd, MemorySegment.ofBuffer(data), data.remaining(), MSG_NOSIGNAL | flags);
    }

    /** Fills a direct buffer, waiting as the socket does. */
    static void receiveAll(int fd, ByteBuffer into) {
        while (into.hasRemaining()) {
            int got = Linux.checked("recv", SocketCalls.recv(fd, MemorySegment.ofBuffer(into), 0));
            if (got == 0) {
                throw new TargetException("the connection was closed by the target");
            }
            into.position(into.position() + got);
        }
        into.flip();
    }
}
