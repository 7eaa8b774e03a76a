package org.seatrial.replica;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of IPv4 addresses (RFC 4632).
 *
 * @param base the first address, as a number
 * @param prefix 0 to 32
 */
record Ipv4Block(long base, int prefix) {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    /** Addresses for benchmarking (RFC 2544 appendix C.2.2): no lab leaves this block. */
    static final Ipv4Block BENCHMARKING = parse("198.18.0.0/15").orElseThrow();

    /** A block or, without a slash, one address; empty if it is neither or has bits set behind its prefix. */
    static Optional<Ipv4Block> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long base = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(matcher.group(group));
            if (octet > 255) {
                return Optional.empty();
            }
            base = base << 8 | octet;
        }
        int prefix = matcher.group(5) == null ? 32 : Integer.parseInt(matcher.group(5));
        if (prefix > 32 || base % (1L << (32 - prefix)) != 0) {
            return Optional.empty();
        }
        return Optional.of(new Ipv4Block(base, prefix));
    }

    long size() {
        return 1L << (32 - prefix);
    }

    boolean contains(Ipv4Block other) {
        return other.base >= base && other.base + other.size() <= base + size();
    }

    boolean overlaps(Ipv4Block other) {
        return contains(other) || other.contains(this);
    }

    /**
     * An address of the block.
     *
     * @param index from 0
     */
    String address(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException(this + " has no address " + index);
        }
        return dotted(base + index);
    }

    private static String dotted(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return dotted(base) + "/" + prefix;
    }
}
