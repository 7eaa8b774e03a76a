package org.seatrial.engine.flow;

/**
 * A socket that packets arrive at.
 *
 * @param fd UDP socket inside the receiver's namespace, see {@link UdpSockets#receiver}
 * @param gathers whether it may have several datagrams in one message, see {@link UdpSockets#gather}
 */
public record ReceiveSocket(int fd, boolean gathers) {

    /** A socket with a message for each datagram. */
    public ReceiveSocket(int fd) {
        this(fd, false);
    }

    /** At most so many datagrams went with each that the kernel counts as dropped. */
    int datagramsADrop() {
        return gathers ? StreamSocket.MOST_SEGMENTS : 1;
    }
}
