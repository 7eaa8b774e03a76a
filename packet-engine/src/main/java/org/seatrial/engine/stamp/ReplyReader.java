package org.seatrial.engine.stamp;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which replies are the answer to something this session sent. The socket takes datagrams of the reflector's address
 * only; signature, session identifier and the echo of our own timestamp, which a forger cannot guess, do the rest. For one
 * thread.
 */
final class ReplyReader {

    private final PacketLayout layout;
    private final TestPacket packet;
    private final @Nullable PacketAuthenticator authenticator;
    private final int ssid;
    private boolean zeroSession;
    private boolean ownSession;

    ReplyReader(Optional<AuthenticationKey> key, int ssid) {
        layout = key.isPresent() ? PacketLayout.AUTHENTICATED : PacketLayout.UNAUTHENTICATED;
        packet = new TestPacket(layout);
        authenticator = key.map(secret -> new PacketAuthenticator(secret, DatagramBatch.LONGEST_BYTES))
                .orElse(null);
        this.ssid = ssid;
    }

    /** Why a datagram is no reply to this session; null if it is. */
    @Nullable
    Discard discard(MemorySegment replies, long at, int bytes) {
        if (bytes < layout.shortestReplyBytes()) {
            return Discard.TOO_SHORT;
        }
        if (authenticator != null && !authenticator.genuine(replies, at)) {
            return Discard.NOT_AUTHENTIC;
        }
        if (!ErrorEstimate.valid(packet.errorEstimate(replies, at))) {
            return Discard.CORRUPT;
        }
        int session = packet.ssid(replies, at);
        if (session != ssid && session != 0) {
            return Discard.OTHER_SESSION;
        }
        // A reflector that knows no session identifiers leaves zeros there.
        zeroSession |= session == 0;
        ownSession |= session == ssid;
        return null;
    }

    /** The time to live that the packet arrived with at the reflector; 0 if the reply does not say. */
    int ttlThere(MemorySegment replies, long at, int bytes) {
        return bytes > layout.senderTtlAt ? packet.senderTtl(replies, at) : 0;
    }

    TestPacket packet() {
        return packet;
    }

    /** Whether the reflector returns session identifiers; empty if nothing was answered. */
    Optional<Boolean> knowsSessions() {
        return ownSession || zeroSession ? Optional.of(!zeroSession) : Optional.empty();
    }
}
