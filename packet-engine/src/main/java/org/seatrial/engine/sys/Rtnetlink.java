package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads interfaces and routes of one namespace from the kernel (RFC 3549), without starting a program. Safe for one
 * thread at a time.
 */
public final class Rtnetlink implements AutoCloseable {

    private static final int NETLINK_ROUTE = 0;
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_GETROUTE = 26;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    private static final int HEADER_BYTES = 16;
    private static final int LINK_BODY_BYTES = 16;
    private static final int ROUTE_BODY_BYTES = 12;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_STATS64 = 23;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_MULTIPATH = 9;
    private static final int RT_TABLE_MAIN = 254;
    private static final int RTN_UNICAST = 1;
    private static final int RTNH_F_DEAD_OR_LINKDOWN = 0x1 | 0x10;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment request = arena.allocate(HEADER_BYTES + LINK_BODY_BYTES, 8);
    private final MemorySegment answer = arena.allocate(256 * 1024, 8);
    private final int fd;
    private int sequence;

    private Rtnetlink(int fd) {
        this.fd = fd;
    }

    /** @throws SystemCallException if the namespace cannot be entered */
    public static Rtnetlink open(Path namespace) {
        return NetworkNamespace.within(
                namespace,
                () -> new Rtnetlink(Linux.checked(
                        "socket(AF_NETLINK)", Linux.socket(Linux.AF_NETLINK, Linux.SOCK_RAW, NETLINK_ROUTE))));
    }

    public synchronized List<InterfaceState> interfaces() {
        List<InterfaceState> found = new ArrayList<>();
        dump(RTM_GETLINK, LINK_BODY_BYTES, RTM_NEWLINK, at -> found.add(readInterface(at)));
        return found;
    }

    public Optional<InterfaceState> find(String name) {
        return interfaces().stream().filter(state -> state.name().equals(name)).findFirst();
    }

    /** IPv4 unicast routes of the main table, sorted by destination. */
    public synchronized List<KernelRoute> routes() {
        List<KernelRoute> found = new ArrayList<>();
        dump(RTM_GETROUTE, ROUTE_BODY_BYTES, RTM_NEWROUTE, at -> readRoute(at).ifPresent(found::add));
        found.sort(Comparator.comparing(KernelRoute::destination));
        return found;
    }

    private void dump(int type, int bodyBytes, int wanted, LongConsumer message) {
        int own = ++sequence;
        request.fill((byte) 0);
        request.set(JAVA_INT, 0, HEADER_BYTES + bodyBytes);
        request.set(JAVA_SHORT, 4, (short) type);
        request.set(JAVA_SHORT, 6, (short) NLM_F_REQUEST_DUMP);
        request.set(JAVA_INT, 8, own);
        request.set(JAVA_BYTE, HEADER_BYTES, (byte) (type == RTM_GETROUTE ? Linux.AF_INET : 0));
        Linux.checked("netlink request", Linux.send(fd, request, HEADER_BYTES + bodyBytes, 0));
        while (true) {
            int length = Linux.checked("netlink answer", Linux.recv(fd, answer, 0));
            long at = 0;
            while (at + HEADER_BYTES <= length) {
                int size = answer.get(JAVA_INT, at);
                int kind = answer.get(JAVA_SHORT, at + 4) & 0xffff;
                if (answer.get(JAVA_INT, at + 8) == own) {
                    if (kind == NLMSG_DONE) {
                        return;
                    }
                    if (kind == NLMSG_ERROR) {
                        throw new SystemCallException("netlink dump", -answer.get(JAVA_INT, at + HEADER_BYTES));
                    }
                    if (kind == wanted) {
                        message.accept(at);
                    }
                }
                at += align(size);
            }
        }
    }

    private InterfaceState readInterface(long at) {
        int index = answer.get(JAVA_INT, at + HEADER_BYTES + 4);
        int flags = answer.get(JAVA_INT, at + HEADER_BYTES + 8);
        String name = "";
        long in = 0;
        long out = 0;
        long end = at + answer.get(JAVA_INT, at);
        for (long attribute = at + HEADER_BYTES + LINK_BODY_BYTES; attribute + 4 <= end; ) {
            int length = answer.get(JAVA_SHORT, attribute) & 0xffff;
            switch (answer.get(JAVA_SHORT, attribute + 2) & 0x3fff) {
                case IFLA_IFNAME -> name = answer.getString(attribute + 4);
                case IFLA_STATS64 -> {
                    in = answer.get(JAVA_LONG_UNALIGNED, attribute + 4);
                    out = answer.get(JAVA_LONG_UNALIGNED, attribute + 12);
                }
                default -> {}
            }
            attribute += align(length);
        }
        return new InterfaceState(name, index, flags, in, out);
    }

    private Optional<KernelRoute> readRoute(long at) {
        long body = at + HEADER_BYTES;
        int prefix = answer.get(JAVA_BYTE, body + 1);
        int table = answer.get(JAVA_BYTE, body + 4) & 0xff;
        int type = answer.get(JAVA_BYTE, body + 7);
        int flags = answer.get(JAVA_INT, body + 8);
        if (table != RT_TABLE_MAIN || type != RTN_UNICAST) {
            return Optional.empty();
        }
        String destination = "0.0.0.0";
        String gateway = "";
        int outInterface = 0;
        List<String> nextHops = new ArrayList<>();
        long end = at + answer.get(JAVA_INT, at);
        for (long attribute = body + ROUTE_BODY_BYTES; attribute + 4 <= end; ) {
            int length = answer.get(JAVA_SHORT, attribute) & 0xffff;
            switch (answer.get(JAVA_SHORT, attribute + 2) & 0x3fff) {
                case RTA_DST -> destination = address(attribute + 4);
                case RTA_GATEWAY -> gateway = address(attribute + 4);
                case RTA_OIF -> outInterface = answer.get(JAVA_INT, attribute + 4);
                case RTA_MULTIPATH -> readMultipath(attribute + 4, attribute + length, nextHops);
                default -> {}
            }
            attribute += align(length);
        }
        if (nextHops.isEmpty() && outInterface != 0 && (flags & RTNH_F_DEAD_OR_LINKDOWN) == 0) {
            nextHops.add(gateway + "@" + outInterface);
        }
        nextHops.sort(null);
        return Optional.of(new KernelRoute(destination + "/" + prefix, nextHops));
    }

    private void readMultipath(long from, long until, List<String> nextHops) {
        int hopHeader = 8;
        for (long hop = from; hop + hopHeader <= until; ) {
            int length = answer.get(JAVA_SHORT, hop) & 0xffff;
            int flags = answer.get(JAVA_BYTE, hop + 2) & 0xff;
            int outInterface = answer.get(JAVA_INT, hop + 4);
            String gateway = "";
            for (long attribute = hop + hopHeader; attribute + 4 <= hop + length; ) {
                if ((answer.get(JAVA_SHORT, attribute + 2) & 0x3fff) == RTA_GATEWAY) {
                    gateway = address(attribute + 4);
                }
                attribute += align(answer.get(JAVA_SHORT, attribute) & 0xffff);
            }
            if ((flags & RTNH_F_DEAD_OR_LINKDOWN) == 0) {
                nextHops.add(gateway + "@" + outInterface);
            }
            hop += align(length);
        }
    }

    private String address(long at) {
        return "%d.%d.%d.%d"
                .formatted(
                        answer.get(JAVA_BYTE, at) & 0xff,
                        answer.get(JAVA_BYTE, at + 1) & 0xff,
                        answer.get(JAVA_BYTE, at + 2) & 0xff,
                        answer.get(JAVA_BYTE, at + 3) & 0xff);
    }

    private static long align(int length) {
        return (length + 3L) & ~3L;
    }

    @Override
    public void close() {
        Linux.close(fd);
        arena.close();
    }
}
