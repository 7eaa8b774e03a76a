package org.seatrial.generators.storage;

import java.nio.ByteBuffer;

/**
 * A connection to a volume. Writes are handed over and never waited for; a write counts as acknowledged when the target says
 * that it would survive a loss of power. For one thread at a time.
 */
interface VolumeConnection extends AutoCloseable {

    /** Octets of the volume. */
    long bytes();

    boolean writable();

    /** The socket to wait for. */
    int fd();

    /**
     * Fills a direct buffer from an offset, and flips it; for a connection on which no write is outstanding.
     *
     * @throws TargetException if it cannot be read
     */
    void read(long offset, ByteBuffer into);

    /** Whether a write to an offset may be handed over now. */
    boolean takes(long offset);

    /**
     * Hands a write over.
     *
     * @param sequence what its acknowledgement says
     * @param block what is written; it is copied
     */
    void write(int sequence, long offset, ByteBuffer block);

    /** Whether something waits until the socket has room. */
    boolean wantsToSend();

    /**
     * Does whatever can be done without waiting.
     *
     * @throws TargetException if the connection is lost
     */
    void work(Acknowledgements to);

    @Override
    void close();

    /** Takes what targets answer. */
    @FunctionalInterface
    interface Acknowledgements {
        void answered(int sequence, boolean well, long atNs);
    }
}
