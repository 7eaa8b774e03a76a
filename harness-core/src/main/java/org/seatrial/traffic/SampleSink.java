package org.seatrial.traffic;

/**
 * Takes samples, one for each intended packet, in order of sequence within a stream, each once its outcome is final.
 * Implementations allocate nothing for a sample.
 */
@FunctionalInterface
public interface SampleSink {

    /**
     * @param stream index within the flow
     * @param sequence from 0, without gaps within a stream
     * @param intendedNs when it should have been sent, monotonic clock
     * @param startedNs when it was handed to the kernel, monotonic clock; the refused attempt's instant if unsent
     * @param completedNs the kernel's receive stamp on the monotonic clock; 0 if it never arrived
     * @param copies how many arrived: 0 lost, 1 normal, more if duplicated
     * @param reordered whether a later sequence of the stream had arrived before it
     */
    void sample(
            int stream,
            long sequence,
            long intendedNs,
            long startedNs,
            long completedNs,
            Outcome outcome,
            int copies,
            boolean reordered);
}
