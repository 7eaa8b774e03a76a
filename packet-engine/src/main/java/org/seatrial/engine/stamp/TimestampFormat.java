package org.seatrial.engine.stamp;

/** The two timestamp formats of the error estimate's Z bit (RFC 8186). Instants are nanoseconds since 1970, UTC. */
public enum TimestampFormat {
    /** 32 bits of seconds since 1900 and 32 bits of fraction (RFC 5905). */
    NTP {
        @Override
        long encode(long wallNs) {
            long seconds = Math.floorDiv(wallNs, NS_PER_S) + SECONDS_1900_TO_1970;
            long ns = Math.floorMod(wallNs, NS_PER_S);
            return (seconds << 32) | (((ns << 32) + NS_PER_S / 2) / NS_PER_S);
        }

        @Override
        long decode(long field, long nearNs) {
            long fraction = field & 0xffff_ffffL;
            long ns = (fraction * NS_PER_S + (1L << 31)) >>> 32;
            return nearest(field, nearNs, SECONDS_1900_TO_1970) * NS_PER_S + ns;
        }
    },
    /** 32 bits of seconds since 1970 in TAI and 32 bits of nanoseconds (the low half of an IEEE 1588 timestamp). */
    PTP {
        @Override
        long encode(long wallNs) {
            long seconds = Math.floorDiv(wallNs, NS_PER_S) + TAI_MINUS_UTC_S;
            return (seconds << 32) | Math.floorMod(wallNs, NS_PER_S);
        }

        @Override
        long decode(long field, long nearNs) {
            return nearest(field, nearNs, TAI_MINUS_UTC_S) * NS_PER_S + (field & 0xffff_ffffL);
        }
    };

    private static final long NS_PER_S = 1_000_000_000L;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    /** Since 2017-01-01. */
    private static final long TAI_MINUS_UTC_S = 37;

    /** The 64 bits of an instant. */
    abstract long encode(long wallNs);

    /**
     * The instant of a field. Its seconds wrap every 136 years (NTP on 2036-02-07), so the instant nearest to another is
     * meant.
     */
    abstract long decode(long field, long nearNs);

    private static long nearest(long field, long nearNs, long epochS) {
        long near = Math.floorDiv(nearNs, NS_PER_S) + epochS;
        return near + ((int) (field >>> 32) - (int) near) - epochS;
    }
}
