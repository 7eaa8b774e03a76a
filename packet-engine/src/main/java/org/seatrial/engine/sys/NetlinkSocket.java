package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.seatrial.fault.Commanded;

/** A routing socket in one namespace. Safe for one thread at a time. */
final class NetlinkSocket implements AutoCloseable {

    private static final int NETLINK_ROUTE = 0;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int TYPE_AT = 4;
    private static final int SEQUENCE_AT = 8;
    private static final int REQUEST_BYTES = 4096;
    private static final int ANSWER_BYTES = 256 * 1024;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(REQUEST_BYTES, 8);
    private final MemorySegment answer = arena.allocate(ANSWER_BYTES, 8);
    private final int fd;
    private int sequence;

    private NetlinkSocket(int fd) {
        this.fd = fd;
    }

    /** @throws SystemCallException if the namespace cannot be entered */
    static NetlinkSocket open(Path namespace) {
        return NetworkNamespace.within(namespace, NetlinkSocket::openHere);
    }

    /** In the calling thread's namespace. */
    static NetlinkSocket openHere() {
        return new NetlinkSocket(Linux.checked(
                "socket(AF_NETLINK)", SocketCalls.socket(Linux.AF_NETLINK, Linux.SOCK_RAW, NETLINK_ROUTE)));
    }

    /** What was received last; messages are read at the offsets that {@link #dump} names. */
    MemorySegment answer() {
        return answer;
    }

    /**
     * Has the kernel carry out requests in their order, by one system call, so that hardly any time lies between them.
     * All of them are tried, also behind one that is refused.
     *
     * @return the instants around the system call
     * @throws SystemCallException for the first request that was refused
     */
    Commanded command(String what, List<NetlinkMessage> requests) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (NetlinkMessage message : requests) {
            all.writeBytes(message.bytes(++sequence));
        }
        if (all.size() > REQUEST_BYTES) {
            throw new IllegalArgumentException(what + " is too long for one system call");
        }
        MemorySegment.copy(all.toByteArray(), 0, request, JAVA_BYTE, 0, all.size());
        long before = System.nanoTime();
        int sent = SocketCalls.send(fd, request, all.size(), 0);
        long after = System.nanoTime();
        Linux.checked(what, sent);
        int errno = 0;
        for (int number = sequence - requests.size() + 1; number <= sequence; number++) {
            int refused = acknowledgement(what, number);
            errno = errno == 0 ? refused : errno;
        }
        if (errno != 0) {
            throw new SystemCallException(what, errno);
        }
        return new Commanded(before, after);
    }

    /** The error number with which a request was refused; 0 if it was carried out. */
    private int acknowledgement(String what, int number) {
        while (true) {
            Linux.checked(what, SocketCalls.recv(fd, answer, 0));
            int kind = answer.get(JAVA_SHORT, TYPE_AT) & 0xffff;
            if (kind == NLMSG_ERROR && answer.get(JAVA_INT, SEQUENCE_AT) == number) {
                return -answer.get(JAVA_INT, NetlinkMessage.HEADER_BYTES);
            }
        }
    }

    /**
     * Reads all objects of a kind.
     *
     * @param wanted type of the messages to look at
     * @param message is told the offset of each within {@link #answer}
     */
    void dump(NetlinkMessage dump, int wanted, LongConsumer message) {
        int own = ++sequence;
        byte[] bytes = dump.bytes(own);
        MemorySegment.copy(bytes, 0, request, JAVA_BYTE, 0, bytes.length);
        Linux.checked("netlink request", SocketCalls.send(fd, request, bytes.length, 0));
        while (true) {
            int length = Linux.checked("netlink answer", SocketCalls.recv(fd, answer, 0));
            long at = 0;
            while (at + NetlinkMessage.HEADER_BYTES <= length) {
                int size = answer.get(JAVA_INT, at);
                int kind = answer.get(JAVA_SHORT, at + TYPE_AT) & 0xffff;
                if (answer.get(JAVA_INT, at + SEQUENCE_AT) == own) {
                    if (kind == NLMSG_DONE) {
                        return;
                    }
                    if (kind == NLMSG_ERROR) {
                        throw new SystemCallException(
                                "netlink dump", -answer.get(JAVA_INT, at + NetlinkMessage.HEADER_BYTES));
                    }
                    if (kind == wanted) {
                        message.accept(at);
                    }
                }
                at += align(size);
            }
        }
    }

    static long align(int length) {
        return (length + 3L) & ~3L;
    }

    @Override
    public void close() {
        Linux.close(fd);
        arena.close();
    }
}
