package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.seatrial.topology.LinkCharacter;

/**
 * What the queueing discipline netem does to frames that leave an interface.
 *
 * @param delayNs 0 or more
 * @param jitterNs largest deviation from the delay, evenly distributed; 0 to {@link #MOST_JITTER_NS}
 * @param loss share of frames lost in units of 1/(2^32 - 1): 0 to {@link #ALL}
 * @param bytesPerSecond rate at which frames leave; 0 for no limit
 * @param overheadBytes added to each frame's length where the rate is concerned
 * @param limitFrames most frames that wait; those beyond are dropped
 */
public record Netem(long delayNs, long jitterNs, long loss, long bytesPerSecond, int overheadBytes, int limitFrames) {

    /** The kernel keeps the deviation in a signed 32-bit number. */
    public static final long MOST_JITTER_NS = Integer.MAX_VALUE;

    /** The loss that no frame survives. */
    public static final long ALL = 0xffff_ffffL;

    static final int OPTIONS_BYTES = 24;

    /** Preamble, frame check sequence and interpacket gap (IEEE 802.3), which Linux does not count. */
    private static final int ETHERNET_OVERHEAD_BYTES = 24;

    private static final int SHORTEST_ON_THE_LINE_BYTES = 84;
    private static final int LONGEST_ON_THE_LINE_BYTES = 1_538;

    /** More than any lab has in flight: whoever fills it has found a fault of the lab, not of the design. */
    private static final int UNLIMITED_FRAMES = 1_000_000;

    /** What a port of a data-centre switch has of its chip's buffer; netem counts frames, so as many of the longest ... */
    private static final int PORT_BYTES = 256 * 1024;

    /** ... or as many as leave in this time, because a stall of the machine is no congestion of the design. */
    private static final double STALL_S = 0.010;

    /** A frame takes no time at this rate; but where any rate is set, netem keeps the frames' order. */
    private static final long IN_ORDER = 1L << 62;

    private static final int TCA_NETEM_RATE = 6;
    private static final int TCA_NETEM_RATE64 = 8;
    private static final int TCA_NETEM_LATENCY64 = 10;
    private static final int TCA_NETEM_JITTER64 = 11;
    private static final long LARGEST_RATE_32 = 0xffff_ffffL;
    private static final int TICK_SHIFT = 6;

    public Netem {
        if (delayNs < 0
                || jitterNs < 0
                || jitterNs > MOST_JITTER_NS
                || loss < 0
                || loss > ALL
                || bytesPerSecond < 0
                || limitFrames < 1) {
            throw new IllegalArgumentException(
                    "netem cannot do this: delay %d ns, jitter %d ns, loss %d, rate %d, limit %d"
                            .formatted(delayNs, jitterNs, loss, bytesPerSecond, limitFrames));
        }
    }

    /** One direction of a link. As in a fibre, frames keep their order whatever the jitter. */
    public static Netem of(LinkCharacter link) {
        long loss = Math.min(ALL - 1, Math.round(link.lossRatio() * ALL));
        if (link.rateBitsPerSecond() > 0) {
            double bytesPerSecond = link.rateBitsPerSecond() / Byte.SIZE;
            double inFlight = link.delayNs() * 1e-9 * bytesPerSecond / SHORTEST_ON_THE_LINE_BYTES;
            double port = Math.max(PORT_BYTES, STALL_S * bytesPerSecond) / LONGEST_ON_THE_LINE_BYTES;
            return new Netem(
                    link.delayNs(),
                    link.jitterNs(),
                    loss,
                    Math.max(1, Math.round(bytesPerSecond)),
                    ETHERNET_OVERHEAD_BYTES,
                    (int) Math.min(UNLIMITED_FRAMES, Math.ceil(inFlight + port)));
        }
        return new Netem(
                link.delayNs(), link.jitterNs(), loss, link.jitterNs() > 0 ? IN_ORDER : 0, 0, UNLIMITED_FRAMES);
    }

    /** The same, losing every frame: what waits already still leaves when it is due. */
    public Netem silent() {
        return new Netem(delayNs, jitterNs, ALL, bytesPerSecond, overheadBytes, limitFrames);
    }

    public boolean losesAll() {
        return loss == ALL;
    }

    /** Whether it drops frames of its own accord, by loss or at a full port. */
    public boolean drops() {
        return loss > 0 || (bytesPerSecond > 0 && bytesPerSecond < IN_ORDER);
    }

    /** The content of TCA_OPTIONS: {@code struct tc_netem_qopt}, then attributes with all that does not fit into it. */
    void write(NetlinkMessage message) {
        int none = 0;
        message.int32(Math.min(LARGEST_RATE_32, delayNs >> TICK_SHIFT))
                .int32(limitFrames)
                .int32(loss)
                .int32(none)
                .int32(none)
                .int32(jitterNs >> TICK_SHIFT)
                .attribute(TCA_NETEM_LATENCY64, value -> value.int64(delayNs))
                .attribute(TCA_NETEM_JITTER64, value -> value.int64(jitterNs))
                .attribute(
                        TCA_NETEM_RATE,
                        value -> value.int32(Math.min(LARGEST_RATE_32, bytesPerSecond))
                                .int32(overheadBytes)
                                .int32(none)
                                .int32(none));
        if (bytesPerSecond > LARGEST_RATE_32) {
            message.attribute(TCA_NETEM_RATE64, value -> value.int64(bytesPerSecond));
        }
    }

    /** Reads what {@link #write} writes, as the kernel gives it back. */
    static Netem read(MemorySegment from, long at, long end) {
        long delay = Integer.toUnsignedLong(from.get(JAVA_INT, at)) << TICK_SHIFT;
        int limit = from.get(JAVA_INT, at + 4);
        long loss = Integer.toUnsignedLong(from.get(JAVA_INT, at + 8));
        long jitter = Integer.toUnsignedLong(from.get(JAVA_INT, at + 20)) << TICK_SHIFT;
        long rate = 0;
        int overhead = 0;
        for (long attribute = at + OPTIONS_BYTES; attribute + 4 <= end; ) {
            int length = from.get(JAVA_SHORT, attribute) & 0xffff;
            switch (from.get(JAVA_SHORT, attribute + 2) & 0x3fff) {
                case TCA_NETEM_LATENCY64 -> delay = from.get(JAVA_LONG_UNALIGNED, attribute + 4);
                case TCA_NETEM_JITTER64 -> jitter = from.get(JAVA_LONG_UNALIGNED, attribute + 4);
                case TCA_NETEM_RATE -> {
                    rate = Math.max(rate, Integer.toUnsignedLong(from.get(JAVA_INT, attribute + 4)));
                    overhead = from.get(JAVA_INT, attribute + 8);
                }
                case TCA_NETEM_RATE64 -> rate = Math.max(rate, from.get(JAVA_LONG_UNALIGNED, attribute + 4));
                default -> {}
            }
            attribute += NetlinkSocket.align(length);
        }
        return new Netem(delay, jitter, loss, rate, overhead, limit);
    }
}
