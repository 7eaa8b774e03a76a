package org.seatrial.engine.stamp;

/**
 * Where the fields of a base packet are (RFC 8762 section 4.2 and 4.3, session identifier of RFC 8972 section 3). Fields that
 * a sender's and a reflector's packet share are at the same offset; the sequence number is always at 0.
 */
enum PacketLayout {
    UNAUTHENTICATED(44, 4, 12, 14, 16, 24, 28, 36, 40),
    AUTHENTICATED(112, 16, 24, 26, 32, 48, 64, 72, 80);

    /** What a TWAMP reflector sends at least (RFC 5357 section 4.2.1): all fields, but not STAMP's last three zeros. */
    static final int TWAMP_REFLECTOR_BYTES = 41;

    /** The HMAC is the last field of an authenticated base packet, and covers everything before it. */
    static final int HMAC_AT = 96;

    final int baseBytes;
    final int timestampAt;
    final int errorAt;
    final int ssidAt;
    final int receiveTimestampAt;
    final int senderSequenceAt;
    final int senderTimestampAt;
    final int senderErrorAt;
    final int senderTtlAt;

    PacketLayout(
            int baseBytes,
            int timestampAt,
            int errorAt,
            int ssidAt,
            int receiveTimestampAt,
            int senderSequenceAt,
            int senderTimestampAt,
            int senderErrorAt,
            int senderTtlAt) {
        this.baseBytes = baseBytes;
        this.timestampAt = timestampAt;
        this.errorAt = errorAt;
        this.ssidAt = ssidAt;
        this.receiveTimestampAt = receiveTimestampAt;
        this.senderSequenceAt = senderSequenceAt;
        this.senderTimestampAt = senderTimestampAt;
        this.senderErrorAt = senderErrorAt;
        this.senderTtlAt = senderTtlAt;
    }

    /** The least a request must have, so that its reply holds every field and is not longer. */
    int shortestRequestBytes() {
        return switch (this) {
            case UNAUTHENTICATED -> TWAMP_REFLECTOR_BYTES;
            case AUTHENTICATED -> baseBytes;
        };
    }

    /** The least a reply must have to be of use. Some TWAMP Light reflectors leave the time to live out. */
    int shortestReplyBytes() {
        return switch (this) {
            case UNAUTHENTICATED -> senderErrorAt + Short.BYTES;
            case AUTHENTICATED -> baseBytes;
        };
    }
}
