package org.seatrial.traffic;

import java.time.Duration;
import org.seatrial.topology.Endpoint;

/**
 * Packets from one endpoint to another at an intended rate and size, in one or more streams. A stream has its own
 * 5-tuple and its own sequence, so that every path of a multipath design carries some (RFC 6414 asks for 16).
 *
 * @param bothWays whether the same streams also flow from {@code to} to {@code from}
 * @param streams streams in each direction, 1 or more
 * @param packetsPerSecond intended rate of each stream, above 0
 * @param frameBytes the Ethernet frame without FCS, from {@link #SMALLEST_FRAME_BYTES} to 1514 octets
 * @param forwardingDelayThreshold a packet that takes longer is impaired although it arrives (RFC 6412); above 0
 * @param precision how exactly its packets leave at their instants
 * @param burst packets of a stream that may leave as one buffer where they are late, from 1 to {@link #LARGEST_BURST}
 */
public record Flow(
        String name,
        Endpoint from,
        Endpoint to,
        boolean bothWays,
        int streams,
        double packetsPerSecond,
        int frameBytes,
        Duration forwardingDelayThreshold,
        Precision precision,
        int burst) {

    /** What is lost or kept as a whole must not be larger. */
    public static final int LARGEST_BURST = 16;

    /** Ethernet, IPv4 and UDP headers and the 40 octets that number and time each packet. */
    public static final int SMALLEST_FRAME_BYTES = 14 + 20 + 8 + 40;

    /** The forwarding delay threshold of a flow that does not name one. */
    public static final Duration FORWARDING_DELAY_THRESHOLD = Duration.ofMillis(500);

    /** Ethernet, IPv4 and UDP headers. */
    public static final int HEADER_BYTES = 14 + 20 + 8;

    /** A flow that is paced {@link Precision#LIGHT lightly}, each packet on its own. */
    public Flow(
            String name,
            Endpoint from,
            Endpoint to,
            boolean bothWays,
            int streams,
            double packetsPerSecond,
            int frameBytes) {
        this(
                name,
                from,
                to,
                bothWays,
                streams,
                packetsPerSecond,
                frameBytes,
                FORWARDING_DELAY_THRESHOLD,
                Precision.LIGHT,
                1);
    }

    /** The same at another rate of each stream. */
    public Flow at(double otherPacketsPerSecond) {
        return new Flow(
                name,
                from,
                to,
                bothWays,
                streams,
                otherPacketsPerSecond,
                frameBytes,
                forwardingDelayThreshold,
                precision,
                burst);
    }

    /** All streams: those of the reverse direction are numbered after those of the forward direction. */
    public int allStreams() {
        return bothWays ? 2 * streams : streams;
    }

    /** Whether stream {@code index} runs from {@code to} to {@code from}. */
    public boolean isReverse(int index) {
        return index >= streams;
    }

    /** Nanoseconds between two packets of one stream. */
    public double intervalNs() {
        return 1e9 / packetsPerSecond;
    }

    /** Packets a second of the whole flow, both directions. */
    public double offeredPerSecond() {
        return packetsPerSecond * allStreams();
    }
}
