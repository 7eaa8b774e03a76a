package org.seatrial.engine.flow;

/**
 * What happened to each packet of one stream, by sequence. Reserved before the traffic starts; the sender writes
 * {@code sent}, the receiver everything else, nobody allocates.
 */
public final class StreamLog {

    private final int flow;
    private final int stream;
    private final int frameBytes;
    private final double intervalNs;
    private final double phaseNs;
    private final long[] sent;
    private final long[] received;
    private final int[] copies;
    private final boolean[] reordered;
    private long highestReceived = -1;
    private long startNs;

    /**
     * A log for one stream.
     *
     * @param flow index of the flow in the session
     * @param stream index of the stream in the flow
     * @param phaseNs offset of its first packet, so that streams do not all send at once
     * @param packets how many it can hold
     */
    public StreamLog(int flow, int stream, int frameBytes, double intervalNs, double phaseNs, int packets) {
        this.flow = flow;
        this.stream = stream;
        this.frameBytes = frameBytes;
        this.intervalNs = intervalNs;
        this.phaseNs = phaseNs;
        sent = new long[packets];
        received = new long[packets];
        copies = new int[packets];
        reordered = new boolean[packets];
    }

    int flow() {
        return flow;
    }

    public int stream() {
        return stream;
    }

    int payloadBytes() {
        return frameBytes - 42;
    }

    public int capacity() {
        return sent.length;
    }

    public void start(long atNs) {
        startNs = atNs;
    }

    /** When packet {@code sequence} is due, monotonic. */
    public long intendedNs(int sequence) {
        return startNs + (long) (phaseNs + sequence * intervalNs);
    }

    /** How many packets are due before an instant. */
    public int intendedBefore(long instantNs) {
        double due = Math.ceil((instantNs - startNs - phaseNs) / intervalNs);
        return (int) Math.max(0, Math.min(sent.length, due));
    }

    void sent(int sequence, long atNs) {
        sent[sequence] = atNs;
    }

    void refused(int sequence, long atNs) {
        sent[sequence] = -atNs;
    }

    void received(long sequence, long atNs) {
        if (sequence < 0 || sequence >= received.length) {
            return;
        }
        int index = (int) sequence;
        if (copies[index] == 0) {
            received[index] = atNs;
            reordered[index] = sequence < highestReceived;
            highestReceived = Math.max(highestReceived, sequence);
        }
        if (copies[index] < Integer.MAX_VALUE) {
            copies[index]++;
        }
    }

    /** Whether the kernel took it. */
    public boolean wasSent(int sequence) {
        return sent[sequence] > 0;
    }

    /** When it was handed to the kernel or refused; its intended instant if the sender never came to it. */
    public long sentNs(int sequence) {
        long at = Math.abs(sent[sequence]);
        return at == 0 ? intendedNs(sequence) : at;
    }

    /** The kernel's receive stamp on the monotonic clock; 0 if it never arrived. */
    public long receivedNs(int sequence) {
        return copies[sequence] == 0 ? 0 : received[sequence];
    }

    /** How many arrived. */
    public int copies(int sequence) {
        return copies[sequence];
    }

    public boolean reordered(int sequence) {
        return reordered[sequence];
    }
}
