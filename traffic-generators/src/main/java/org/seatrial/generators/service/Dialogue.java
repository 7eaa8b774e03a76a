package org.seatrial.generators.service;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Optional;
import org.seatrial.traffic.Answer;

/** One exchange from its request to its answer, on a socket of its own that never blocks. */
interface Dialogue extends AutoCloseable {

    /** Nothing is due by the clock. */
    long NEVER = Long.MAX_VALUE;

    SelectableChannel channel();

    /** What of the socket is waited for, as in {@link java.nio.channels.SelectionKey}. */
    int interest();

    /**
     * Goes on where the socket is ready.
     *
     * @return how the exchange ended; empty while it goes on
     * @throws IOException if the peer refused or broke it off: a bad answer
     */
    Optional<Answer> ready(long nowNs) throws IOException;

    /** When {@link #due} wants to be called, monotonic clock; {@link #NEVER} if it does not. */
    default long dueNs() {
        return NEVER;
    }

    /** Goes on by the clock: repeats what may have been lost, or ends what has lasted as long as it should. */
    default Optional<Answer> due(long nowNs) throws IOException {
        return Optional.empty();
    }

    /** Monotonic instant of the answer, where the exchange goes on behind it; 0 before. */
    default long answeredNs() {
        return 0;
    }

    /** How long it goes on behind its answer before it is ended, nanoseconds. */
    default long heldNs() {
        return 0;
    }

    /** No new exchanges will follow: ends what would only be held on. */
    default void hurry(long nowNs) throws IOException {
        // Most exchanges are over with their answer.
    }

    @Override
    void close();
}
