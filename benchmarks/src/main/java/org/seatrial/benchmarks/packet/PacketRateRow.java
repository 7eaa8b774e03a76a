package org.seatrial.benchmarks.packet;

import org.seatrial.benchmarks.Row;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.engine.flow.StreamSocket;
import org.seatrial.traffic.Precision;

/**
 * Packets of 64 octets a second without loss, each with a latency, against {@code iperf3 -u}, in two classes: a buffer
 * for each packet, and up to 16 packets cut out of one buffer by the kernel (UDP_SEGMENT), which iperf3 does not do.
 */
public final class PacketRateRow {

    private static final double BAR = 1.2;
    private static final double BAR_WITH_SEGMENTS = 4;
    private static final int SECONDS = 1;

    /** More than can be sent: the sender is always late, and hands over what it can. */
    private static final double UNREACHABLE = 1_500_000;

    private static final double FIRST_WITH_SEGMENTS = 1_600_000;
    private static final double LOWER = 0.92;
    private static final double HIGHER = 1.02;
    private static final int TRIES = 6;

    private PacketRateRow() {}

    public static void main(String[] arguments) {
        int rounds = Rounds.of(arguments);
        double[] plain = new double[rounds];
        double[] segmented = new double[rounds];
        double[] theirs = new double[rounds];
        Row row = new Row("PacketRateRow");
        try (VethPair pair = new VethPair()) {
            plain(pair);
            double rate = segmented(pair, segmented(pair, FIRST_WITH_SEGMENTS));
            for (int round = 0; round < rounds; round++) {
                Rounds.awaitQuiet();
                theirs[round] = Iperf.packetsPerSecond(pair, OwnFlow.PAYLOAD_BYTES, SECONDS);
                plain[round] = plain(pair);
                rate = segmented(pair, rate * HIGHER);
                segmented[round] = rate;
            }
        }
        row.information("packets a second, a buffer each", "/s", plain, theirs);
        row.information("packets a second, 16 a buffer", "/s", segmented, theirs);
        row.timesLess("time a packet, a buffer each", "ns", time(plain), time(theirs), BAR);
        row.timesLess("time a packet, 16 a buffer", "ns", time(segmented), time(theirs), BAR_WITH_SEGMENTS);
        System.exit(row.exitCode());
    }

    private static double[] time(double[] perSecond) {
        double[] time = new double[perSecond.length];
        for (int i = 0; i < time.length; i++) {
            time[i] = 1e9 / perSecond[i];
        }
        return time;
    }

    /** As fast as it goes; 0 if a packet was lost. */
    private static double plain(VethPair pair) {
        OwnFlow.Counts counts = run(pair, UNREACHABLE, 1);
        return counts.lossFree() ? counts.perSecond() : 0;
    }

    /** The highest of some falling rates that loses nothing; 0 if there is none. */
    private static double segmented(VethPair pair, double first) {
        double rate = first;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            OwnFlow.Counts counts = run(pair, rate, StreamSocket.MOST_SEGMENTS);
            if (counts.lossFree()) {
                return counts.perSecond();
            }
            rate *= LOWER;
        }
        return 0;
    }

    private static OwnFlow.Counts run(VethPair pair, double perSecond, int segments) {
        long lasts = SECONDS * 1_000_000_000L;
        OwnFlow flow = new OwnFlow(pair, perSecond, segments, Pacing.of(Precision.PRECISE, perSecond, 1), 2 * lasts);
        OwnFlow.sleepUntil(flow.startNs() + lasts);
        return flow.stop();
    }
}
