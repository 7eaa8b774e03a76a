package org.seatrial.recording;

/**
 * What became of one stream of a call's packets in a span of time.
 *
 * @param stream index within the flow: one direction of one call
 * @param window from 0, in the order of time
 * @param packets intended
 * @param lost of these, never arrived
 * @param late of these, arrived later than the jitter buffer waits
 * @param bursts runs of lost or late packets
 * @param delayNs mean one-way delay of those that arrived; 0 if none did
 */
public record SpeechWindow(int stream, int window, long packets, long lost, long late, long bursts, long delayNs) {

    /** Equipment impairment factor of G.711 (ITU-T G.113, appendix I). */
    public static final double IE = 0;

    /** Packet-loss robustness factor of G.711 without concealment (ITU-T G.113, appendix I). */
    public static final double BPL = 4.3;

    /** Share of packets that cannot be heard, 0 to 1. */
    public double lossRatio() {
        return packets == 0 ? 0 : (double) (lost + late) / packets;
    }

    /**
     * BurstR of ITU-T G.107: the mean length of the runs in which packets are missing, over what it would be if as many
     * were missing by chance. At least 1: losses that stand apart are counted as if they fell by chance.
     */
    public double burstRatio() {
        long missing = lost + late;
        if (bursts == 0 || missing == packets) {
            return 1;
        }
        return Math.max(1, (double) missing / bursts * (1 - lossRatio()));
    }
}
