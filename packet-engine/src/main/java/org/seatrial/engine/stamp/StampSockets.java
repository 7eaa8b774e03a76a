package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.engine.sys.Timespec;

/** Opens the sockets of sender and reflector in the calling thread's namespace, and waits on them. */
final class StampSockets {

    static final int IPPROTO_IP = 0;
    static final int IPPROTO_IPV6 = 41;
    static final int IP_TTL = 2;
    static final int IP_PKTINFO = 8;
    static final int IPV6_PKTINFO = 50;
    static final int IPV6_HOPLIMIT = 52;

    private static final int IP_RECVTTL = 12;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_RECVPKTINFO = 49;
    private static final int IPV6_RECVHOPLIMIT = 51;
    private static final int SO_RCVBUF = 8;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    /** Sent with every packet, so that what arrives tells the hops (RFC 5357 section 4.1.2). */
    private static final int TTL = 255;

    private static final int POLLFD_BYTES = 8;
    private static final short POLLIN = 1;

    private StampSockets() {}

    /** A socket that takes requests at an address, which may be that of all interfaces. */
    static int reflector(InetAddress address, int port) {
        int fd = open(address);
        return bound(fd, address, port);
    }

    /** A socket of its own port that takes replies from the target alone. */
    static int sender(InetSocketAddress target) {
        int fd = open(target.getAddress());
        try {
            Linux.checked(
                    "connect " + target,
                    SocketCalls.connect(fd, SocketAddresses.of(target.getAddress(), target.getPort())));
        } catch (SystemCallException failed) {
            Linux.close(fd);
            throw failed;
        }
        return fd;
    }

    private static int bound(int fd, InetAddress address, int port) {
        try {
            Linux.checked(
                    "bind " + address.getHostAddress() + " port " + port,
                    SocketCalls.bind(fd, SocketAddresses.of(address, port)));
        } catch (SystemCallException failed) {
            Linux.close(fd);
            throw failed;
        }
        return fd;
    }

    private static int open(InetAddress address) {
        int family = SocketAddresses.family(address);
        int fd = Linux.checked("socket", SocketCalls.socket(family, Linux.SOCK_DGRAM | Linux.SOCK_NONBLOCK, 0));
        option(fd, Linux.SOL_SOCKET, SO_TIMESTAMPNS, 1);
        option(fd, Linux.SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        if (family == Linux.AF_INET6) {
            option(fd, IPPROTO_IPV6, IPV6_V6ONLY, 1);
            option(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, TTL);
            option(fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
            option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
        } else {
            option(fd, IPPROTO_IP, IP_TTL, TTL);
            option(fd, IPPROTO_IP, IP_RECVTTL, 1);
            option(fd, IPPROTO_IP, IP_PKTINFO, 1);
        }
        return fd;
    }

    private static void option(int fd, int level, int option, int value) {
        Linux.checked("socket option %d/%d".formatted(level, option), SocketCalls.setsockopt(fd, level, option, value));
    }

    /** Waits until something is at a socket, or a span is over. */
    static final class Waiter {

        private final MemorySegment pollfds;
        private final Timespec timeout = new Timespec();
        private final int count;

        Waiter(int... fds) {
            count = fds.length;
            pollfds = Arena.ofAuto().allocate((long) count * POLLFD_BYTES, 8);
            for (int i = 0; i < count; i++) {
                pollfds.set(JAVA_INT, (long) i * POLLFD_BYTES, fds[i]);
                pollfds.set(JAVA_SHORT, (long) i * POLLFD_BYTES + 4, POLLIN);
            }
        }

        void await(long ns) {
            if (ns > 0) {
                // A signal ends it early: whoever waits looks at the clock again.
                int ready = Linux.ppoll(pollfds, count, timeout.of(ns));
                assert ready != -Errno.EINVAL;
            }
        }
    }
}
