package org.seatrial.generators.service;

/**
 * When exchanges are due, numbered over all clients in the order of their instants: the clients take turns.
 *
 * @param streams clients
 * @param intervalNs between two exchanges of one client
 */
record Schedule(int streams, double intervalNs) {

    /** Nanoseconds from the start until exchange {@code index} is due. */
    long offsetNs(long index) {
        return Math.round(intervalNs * sequence(index) + intervalNs * stream(index) / streams);
    }

    int stream(long index) {
        return (int) (index % streams);
    }

    long sequence(long index) {
        return index / streams;
    }
}
