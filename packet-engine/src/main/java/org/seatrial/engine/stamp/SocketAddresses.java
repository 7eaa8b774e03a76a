package org.seatrial.engine.stamp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.seatrial.engine.sys.Linux;
import org.seatrial.engine.sys.SocketCalls;

/** {@code struct sockaddr_in} and {@code sockaddr_in6}. */
final class SocketAddresses {

    static final int LONGEST_BYTES = 28;

    private static final int IPV4_BYTES = 16;
    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;
    private static final int SCOPE_AT = 24;
    private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong ADDRESS = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddresses() {}

    static int family(InetAddress address) {
        return address instanceof Inet6Address ? Linux.AF_INET6 : Linux.AF_INET;
    }

    static MemorySegment of(InetAddress address, int port) {
        byte[] octets = address.getAddress();
        boolean ipv6 = address instanceof Inet6Address;
        MemorySegment segment = Arena.ofAuto().allocate(ipv6 ? LONGEST_BYTES : IPV4_BYTES, 8);
        segment.set(JAVA_SHORT, 0, (short) family(address));
        segment.set(PORT, PORT_AT, (short) port);
        MemorySegment.copy(octets, 0, segment, JAVA_BYTE, ipv6 ? IPV6_AT : IPV4_AT, octets.length);
        if (address instanceof Inet6Address scoped) {
            segment.set(JAVA_INT, SCOPE_AT, scoped.getScopeId());
        }
        return segment;
    }

    /** The address a socket is bound to. */
    static InetSocketAddress bound(int fd) {
        MemorySegment address = Arena.ofAuto().allocate(LONGEST_BYTES, 8);
        MemorySegment length = Arena.ofAuto().allocateFrom(JAVA_INT, LONGEST_BYTES);
        Linux.checked("getsockname", SocketCalls.getsockname(fd, address, length));
        boolean ipv6 = address.get(JAVA_SHORT, 0) == Linux.AF_INET6;
        byte[] octets = address.asSlice(ipv6 ? IPV6_AT : IPV4_AT, ipv6 ? 16 : 4).toArray(JAVA_BYTE);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port(address, 0));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 octets", impossible);
        }
    }

    static int port(MemorySegment addresses, long at) {
        return addresses.get(PORT, at + PORT_AT) & 0xffff;
    }

    /** The upper half of an IPv6 address; 0 for IPv4. */
    static long high(MemorySegment addresses, long at) {
        return ipv6(addresses, at) ? addresses.get(ADDRESS, at + IPV6_AT) : 0;
    }

    /** The lower half of an IPv6 address; an IPv4 address as IPv6 maps it. */
    static long low(MemorySegment addresses, long at) {
        return ipv6(addresses, at)
                ? addresses.get(ADDRESS, at + IPV6_AT + 8)
                : AddressPrefix.mapped(addresses.get(ADDRESS, at + IPV4_AT) >>> 32);
    }

    private static boolean ipv6(MemorySegment addresses, long at) {
        return addresses.get(JAVA_SHORT, at) == Linux.AF_INET6;
    }
}
