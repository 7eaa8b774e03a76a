package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.seatrial.fault.Commanded;

/**
 * Reads interfaces and routes of one namespace from the kernel (RFC 3549), and sets interfaces down, without starting a
 * program. Safe for one thread at a time.
 */
public final class Rtnetlink implements AutoCloseable {

    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_GETROUTE = 26;
    private static final int HEADER_BYTES = NetlinkMessage.HEADER_BYTES;
    private static final int LINK_BODY_BYTES = 16;
    private static final int ROUTE_BODY_BYTES = 12;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    /** In {@code struct rtnl_link_stats64}. */
    private static final int RX_DROPPED_AT = 48;

    private static final int IFLA_STATS64 = 23;
    private static final int IFLA_CARRIER_CHANGES = 35;
    private static final int IFF_UP = 0x1;
    private static final int MOST_AT_ONCE = 100;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_MULTIPATH = 9;
    private static final int RT_TABLE_MAIN = 254;
    private static final int RTN_UNICAST = 1;
    private static final int RTNH_F_DEAD_OR_LINKDOWN = 0x1 | 0x10;

    private final NetlinkSocket socket;
    private final MemorySegment answer;

    private Rtnetlink(NetlinkSocket socket) {
        this.socket = socket;
        answer = socket.answer();
    }

    /** @throws SystemCallException if the namespace cannot be entered */
    public static Rtnetlink open(Path namespace) {
        return new Rtnetlink(NetlinkSocket.open(namespace));
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

    /**
     * Sets interfaces down, all by one system call. The kernel takes some milliseconds for each.
     *
     * @param indexes of interfaces, at most 100
     * @return the instants around the system call
     */
    public synchronized Commanded setDown(List<Integer> indexes) {
        if (indexes.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("not more than " + MOST_AT_ONCE + " interfaces at once: " + indexes);
        }
        if (indexes.isEmpty()) {
            long now = System.nanoTime();
            return new Commanded(now, now);
        }
        return socket.command(
                "set interfaces " + indexes + " down",
                indexes.stream().map(Rtnetlink::down).toList());
    }

    /** {@code struct ifinfomsg}. */
    private static NetlinkMessage down(int index) {
        int familyAndType = 0;
        int noFlags = 0;
        return new NetlinkMessage(RTM_NEWLINK, NetlinkMessage.ACKNOWLEDGE)
                .int32(familyAndType)
                .int32(index)
                .int32(noFlags)
                .int32(IFF_UP);
    }

    private void dump(int type, int bodyBytes, int wanted, LongConsumer message) {
        NetlinkMessage request =
                new NetlinkMessage(type, NetlinkMessage.DUMP).int8(type == RTM_GETROUTE ? Linux.AF_INET : 0);
        for (int i = 1; i < bodyBytes; i++) {
            request.int8(0);
        }
        socket.dump(request, wanted, message);
    }

    private InterfaceState readInterface(long at) {
        int index = answer.get(JAVA_INT, at + HEADER_BYTES + 4);
        int flags = answer.get(JAVA_INT, at + HEADER_BYTES + 8);
        String name = "";
        long in = 0;
        long out = 0;
        long refused = 0;
        int mtu = 0;
        long carrierChanges = 0;
        long end = at + answer.get(JAVA_INT, at);
        for (long attribute = at + HEADER_BYTES + LINK_BODY_BYTES; attribute + 4 <= end; ) {
            int length = answer.get(JAVA_SHORT, attribute) & 0xffff;
            switch (answer.get(JAVA_SHORT, attribute + 2) & 0x3fff) {
                case IFLA_IFNAME -> name = answer.getString(attribute + 4);
                case IFLA_MTU -> mtu = answer.get(JAVA_INT, attribute + 4);
                case IFLA_CARRIER_CHANGES ->
                    carrierChanges = Integer.toUnsignedLong(answer.get(JAVA_INT, attribute + 4));
                case IFLA_STATS64 -> {
                    in = answer.get(JAVA_LONG_UNALIGNED, attribute + 4);
                    out = answer.get(JAVA_LONG_UNALIGNED, attribute + 12);
                    refused = answer.get(JAVA_LONG_UNALIGNED, attribute + 4 + RX_DROPPED_AT);
                }
                default -> {}
            }
            attribute += NetlinkSocket.align(length);
        }
        return new InterfaceState(name, index, flags, in, out, refused, mtu, carrierChanges);
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
            attribute += NetlinkSocket.align(length);
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
                attribute += NetlinkSocket.align(answer.get(JAVA_SHORT, attribute) & 0xffff);
            }
            if ((flags & RTNH_F_DEAD_OR_LINKDOWN) == 0) {
                nextHops.add(gateway + "@" + outInterface);
            }
            hop += NetlinkSocket.align(length);
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

    @Override
    public void close() {
        socket.close();
    }
}
