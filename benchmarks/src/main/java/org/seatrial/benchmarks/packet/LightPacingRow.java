package org.seatrial.benchmarks.packet;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.seatrial.benchmarks.Row;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.traffic.Precision;

/** The share of one core that a light sender takes at 1000 packets a second, and what precise sending takes beside it. */
public final class LightPacingRow {

    private static final double BAR = 0.06;
    private static final int PER_SECOND = 1_000;
    private static final long SETTLE_NS = 500_000_000;
    private static final long LASTS_NS = 1_500_000_000L;

    private LightPacingRow() {}

    public static void main(String[] arguments) {
        int rounds = Rounds.of(arguments);
        Shares light = new Shares(rounds);
        Shares precise = new Shares(rounds);
        Row row = new Row("LightPacingRow");
        try (VethPair pair = new VethPair()) {
            run(pair, Precision.LIGHT, light, 0);
            run(pair, Precision.PRECISE, precise, 0);
            for (int round = 0; round < rounds; round++) {
                Rounds.awaitQuiet();
                run(pair, Precision.LIGHT, light, round);
                run(pair, Precision.PRECISE, precise, round);
            }
        }
        row.alone("light sender at 1000/s", "cores", light.sender, BAR);
        row.information("light sender at 1000/s, theirs: precise", "cores", light.sender, precise.sender);
        row.information(
                "receiver at 1000/s, theirs: beside a precise sender", "cores", light.receiver, precise.receiver);
        System.exit(row.exitCode());
    }

    private static void run(VethPair pair, Precision precision, Shares into, int round) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        OwnFlow flow = new OwnFlow(pair, PER_SECOND, 1, Pacing.of(precision, PER_SECOND, 1), SETTLE_NS + 2 * LASTS_NS);
        OwnFlow.sleepUntil(flow.startNs() + SETTLE_NS);
        long from = System.nanoTime();
        long sender = threads.getThreadCpuTime(flow.sending().threadId());
        long receiver = threads.getThreadCpuTime(flow.receiving().threadId());
        OwnFlow.sleepUntil(from + LASTS_NS);
        double lasted = System.nanoTime() - from;
        into.sender[round] = (threads.getThreadCpuTime(flow.sending().threadId()) - sender) / lasted;
        into.receiver[round] = (threads.getThreadCpuTime(flow.receiving().threadId()) - receiver) / lasted;
        OwnFlow.Counts counts = flow.stop();
        if (!counts.lossFree()) {
            throw new IllegalStateException("our own packets were lost: " + counts);
        }
    }

    private static final class Shares {
        private final double[] sender;
        private final double[] receiver;

        Shares(int rounds) {
            sender = new double[rounds];
            receiver = new double[rounds];
        }
    }
}
