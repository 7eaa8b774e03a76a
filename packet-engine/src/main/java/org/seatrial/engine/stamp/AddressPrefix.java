package org.seatrial.engine.stamp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * Addresses that share their first bits. IPv4 is kept as IPv6 maps it (RFC 4291 section 2.5.5.2), so that there is one
 * comparison.
 *
 * @param high upper half of the address
 * @param low lower half
 * @param bits how many bits must agree, 0 to 128
 */
public record AddressPrefix(long high, long low, int bits) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int MAPPED_BITS = 96;

    static long mapped(long ipv4) {
        return 0xffff_0000_0000L | ipv4;
    }

    /**
     * Reads an address, or an address and a length: {@code 198.18.0.0/15}, {@code 2001:2::/48}, {@code 198.18.0.1}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        boolean ipv6 = address instanceof Inet6Address;
        int most = ipv6 ? 128 : 32;
        int bits = most;
        if (slash >= 0) {
            bits = Integer.parseInt(text.substring(slash + 1));
        }
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("a prefix of this address has 0 to " + most + " bits");
        }
        ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
        return ipv6
                ? new AddressPrefix(octets.getLong(), octets.getLong(), bits)
                : new AddressPrefix(0, mapped(octets.getInt() & 0xffff_ffffL), MAPPED_BITS + bits);
    }

    /**
     * An address in figures; no name is looked up.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static InetAddress literal(String text) {
        String figures = text.contains("%") ? text.substring(0, text.indexOf('%')) : text;
        if (!LITERAL.matcher(figures).matches() || (!figures.contains(":") && figures.split("\\.", -1).length != 4)) {
            throw new IllegalArgumentException("this is no IP address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException none) {
            throw new IllegalArgumentException("this is no IP address", none);
        }
    }

    boolean holds(long otherHigh, long otherLow) {
        return agree(high, otherHigh, Math.min(bits, 64)) && agree(low, otherLow, Math.max(bits - 64, 0));
    }

    private static boolean agree(long a, long b, int bits) {
        // A shift by 64 would shift by 0.
        return bits == 0 || ((a ^ b) >>> (64 - bits)) == 0;
    }
}
