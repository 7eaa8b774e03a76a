package org.seatrial.traffic;

/** Takes exchanges, one for each that was due, in order of sequence within a stream. */
@FunctionalInterface
public interface ExchangeSink {

    /**
     * @param stream index within the workload
     * @param sequence from 0, without gaps within a stream
     * @param intendedNs when it should have been asked, monotonic clock
     * @param startedNs when it was asked; 0 if it never was
     * @param completedNs when the answer, good or bad, was complete; 0 if there was none
     */
    void exchange(int stream, long sequence, long intendedNs, long startedNs, long completedNs, Answer answer);
}
