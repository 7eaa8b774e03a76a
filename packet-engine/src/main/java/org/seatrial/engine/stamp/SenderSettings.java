package org.seatrial.engine.stamp;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a sender is to do.
 *
 * @param target a reflector, resolved
 * @param count packets to send, 1 to {@link #MOST_PACKETS}
 * @param intervalNs between two intended instants, {@link #SHORTEST_INTERVAL_NS} to {@link #LONGEST_INTERVAL_NS}
 * @param bytes of a UDP payload: the base packet (44, authenticated 112), or at least 4 more and at most
 *     {@link #LONGEST_BYTES}
 * @param ssid session identifier, 1 to 65535
 * @param key if present, packets are signed and only signed replies are taken
 * @param format of timestamps
 * @param timeoutNs a reply that took longer is late, and none is waited for longer
 * @param sameClock whether sender and reflector are known to read one clock, being on one machine
 * @param namespace a network namespace such as {@code /run/netns/NAME}; empty for the own
 */
public record SenderSettings(
        InetSocketAddress target,
        int count,
        long intervalNs,
        int bytes,
        int ssid,
        Optional<AuthenticationKey> key,
        TimestampFormat format,
        long timeoutNs,
        boolean sameClock,
        Optional<Path> namespace) {

    /** What is kept of each packet takes 8 octets of memory and some bits. */
    public static final int MOST_PACKETS = 20_000_000;

    public static final long SHORTEST_INTERVAL_NS = 20_000;
    public static final long LONGEST_INTERVAL_NS = 3_600_000_000_000L;
    public static final int LONGEST_BYTES = DatagramBatch.LONGEST_BYTES;
    public static final long LONGEST_TIMEOUT_NS = 60_000_000_000L;

    public SenderSettings {
        if (count < 1 || count > MOST_PACKETS) {
            throw new IllegalArgumentException("packets are 1 to " + MOST_PACKETS + ", not " + count);
        }
        if (intervalNs < SHORTEST_INTERVAL_NS || intervalNs > LONGEST_INTERVAL_NS) {
            throw new IllegalArgumentException("no interval is " + intervalNs + " ns");
        }
        if (!validSize(bytes, key.isPresent())) {
            throw new IllegalArgumentException("no packet has " + bytes + " octets");
        }
        if (ssid < 1 || ssid > 0xffff) {
            throw new IllegalArgumentException("no session identifier is " + ssid);
        }
        if (timeoutNs < 1 || timeoutNs > LONGEST_TIMEOUT_NS) {
            throw new IllegalArgumentException("no timeout is " + timeoutNs + " ns");
        }
        if (target.isUnresolved()) {
            throw new IllegalArgumentException("the target is not resolved");
        }
    }

    /** Octets of a packet that carries nothing but measurement. */
    public static int baseBytes(boolean authenticated) {
        return authenticated ? PacketLayout.AUTHENTICATED.baseBytes : PacketLayout.UNAUTHENTICATED.baseBytes;
    }

    /** Whether a packet can have this size: what is beyond the base packet must hold a TLV. */
    public static boolean validSize(int bytes, boolean authenticated) {
        int base = baseBytes(authenticated);
        return bytes == base || (bytes >= base + Tlvs.HEADER_BYTES && bytes <= LONGEST_BYTES);
    }
}
