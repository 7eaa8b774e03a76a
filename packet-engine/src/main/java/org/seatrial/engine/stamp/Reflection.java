package org.seatrial.engine.stamp;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes replies from requests (RFC 8762 section 4.3): no socket, no clock, no allocation. For one thread. */
final class Reflection {

    private final PacketLayout layout;
    private final TestPacket packet;
    private final @Nullable PacketAuthenticator authenticator;

    Reflection(Optional<AuthenticationKey> key) {
        layout = key.isPresent() ? PacketLayout.AUTHENTICATED : PacketLayout.UNAUTHENTICATED;
        packet = new TestPacket(layout);
        authenticator = key.map(secret -> new PacketAuthenticator(secret, DatagramBatch.LONGEST_BYTES))
                .orElse(null);
    }

    /** Why a request cannot be answered; null if it can. */
    @Nullable
    Refusal refusal(MemorySegment requests, long at, int bytes) {
        if (bytes < layout.shortestRequestBytes()) {
            return Refusal.TOO_SHORT;
        }
        if (authenticator != null && !authenticator.genuine(requests, at)) {
            return Refusal.NOT_AUTHENTIC;
        }
        return ErrorEstimate.valid(packet.errorEstimate(requests, at)) ? null : Refusal.CORRUPT;
    }

    int ssid(MemorySegment requests, long at) {
        return packet.ssid(requests, at);
    }

    int sequence(MemorySegment requests, long at) {
        return packet.sequence(requests, at);
    }

    /** The format of the sender's timestamps, in which it is answered. */
    TimestampFormat format(MemorySegment requests, long at) {
        return ErrorEstimate.format(packet.errorEstimate(requests, at));
    }

    /**
     * Writes all of a reply but what depends on the instant it leaves. The reply is exactly as long as the request.
     *
     * @param sequence of the reply
     * @param arrivalNs when the request came, nanoseconds since 1970
     */
    void compose(
            MemorySegment reply,
            MemorySegment requests,
            long at,
            int bytes,
            int sequence,
            int errorEstimate,
            long arrivalNs,
            int ttl) {
        packet.writeReply(
                reply,
                requests,
                at,
                sequence,
                errorEstimate,
                ErrorEstimate.format(errorEstimate).encode(arrivalNs),
                ttl);
        int base = layout.baseBytes;
        if (bytes > base) {
            MemorySegment.copy(requests, at + base, reply, base, bytes - base);
            Tlvs.answer(reply, base, bytes, packet.sequence(requests, at), sequence, authenticator);
        }
    }

    /** Writes the instant of leaving, and signs. */
    void seal(MemorySegment reply, TimestampFormat format, long wallNs) {
        packet.writeTimestamp(reply, 0, format.encode(wallNs));
        if (authenticator != null) {
            authenticator.sign(reply, 0);
        }
    }
}
