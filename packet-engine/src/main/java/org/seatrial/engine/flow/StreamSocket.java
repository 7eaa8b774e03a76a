package org.seatrial.engine.flow;

/**
 * A stream and the connected socket it leaves by.
 *
 * @param fd UDP socket inside the sender's namespace
 * @param segments packets that one call may hand over for the kernel to cut apart ({@link UdpSockets#segment}); 1 for a
 *     socket that was not told to
 */
public record StreamSocket(int fd, StreamLog log, int segments) {

    /** More are not handed over at once: what is lost or late would be so in too large a lump. */
    public static final int MOST_SEGMENTS = 16;

    public StreamSocket {
        if (segments < 1 || segments > MOST_SEGMENTS) {
            throw new IllegalArgumentException(segments + " segments; valid: 1 to " + MOST_SEGMENTS);
        }
    }

    public StreamSocket(int fd, StreamLog log) {
        this(fd, log, 1);
    }
}
