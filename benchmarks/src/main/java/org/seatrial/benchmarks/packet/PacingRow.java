package org.seatrial.benchmarks.packet;

import org.seatrial.benchmarks.Row;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.traffic.Precision;

/**
 * By how much the instants at which packets leave stray from an even schedule, as a tap at the far end sees them, against
 * {@code sockperf under-load} with its server listening.
 */
public final class PacingRow {

    private static final double BAR_AT_TEN_THOUSAND = 0.6;
    private static final double BAR_AT_HUNDRED_THOUSAND = 0.2;
    private static final int SECONDS = 2;

    /** As sockperf takes, and as a sender gets where there are processors enough. */
    private static final double WHOLE_CORE = 1;

    /** Of each run the last packets do not count, nor does what comes before the last second and a half. */
    private static final double TAIL_SECONDS = 0.1;

    private static final double COUNTED_SECONDS = 1.2;

    /** In our packets the sequence follows magic, flow and stream; in sockperf's it comes first. */
    private static final int OWN_SEQUENCE_AT = 8;

    private PacingRow() {}

    public static void main(String[] arguments) {
        int rounds = Rounds.of(arguments);
        Row row = new Row("PacingRow");
        try (VethPair pair = new VethPair()) {
            measure(row, pair, 10_000, rounds, BAR_AT_TEN_THOUSAND);
            measure(row, pair, 100_000, rounds, BAR_AT_HUNDRED_THOUSAND);
        }
        System.exit(row.exitCode());
    }

    private static void measure(Row row, VethPair pair, int perSecond, int rounds, double bar) {
        boolean fits = pacing(perSecond, Pacing.BUDGET).equals(pacing(perSecond, WHOLE_CORE));
        double[] ours = new double[rounds];
        double[] within = new double[rounds];
        double[] theirs = new double[rounds];
        own(pair, perSecond, WHOLE_CORE);
        for (int round = 0; round < rounds; round++) {
            Rounds.awaitQuiet();
            ours[round] = own(pair, perSecond, WHOLE_CORE);
            theirs[round] = sockperf(pair, perSecond);
            within[round] = fits ? ours[round] : own(pair, perSecond, Pacing.BUDGET);
        }
        String figure = "send instant error p99 at " + perSecond + "/s";
        row.atMost(figure, "µs", ours, theirs, bar);
        if (fits) {
            return;
        }
        row.information(figure + " within " + Pacing.BUDGET + " of a core", "µs", within, theirs);
    }

    private static Pacing pacing(int perSecond, double budget) {
        return Pacing.of(Precision.PRECISE, perSecond, budget);
    }

    private static double own(VethPair pair, int perSecond, double budget) {
        long lasts = SECONDS * 1_000_000_000L;
        try (SendInstants seen = new SendInstants(pair, OwnFlow.PORT, OWN_SEQUENCE_AT, perSecond * (SECONDS + 2))) {
            OwnFlow flow = new OwnFlow(pair, perSecond, 1, pacing(perSecond, budget), 2 * lasts);
            OwnFlow.sleepUntil(flow.startNs() + lasts);
            OwnFlow.Counts counts = flow.stop();
            if (!counts.lossFree()) {
                throw new IllegalStateException("our own packets were lost: " + counts);
            }
            return error(seen, perSecond);
        }
    }

    private static double sockperf(VethPair pair, int perSecond) {
        try (Sockperf sockperf = new Sockperf(pair, false);
                SendInstants seen = new SendInstants(pair, Sockperf.PORT, 0, perSecond * (SECONDS + 2))) {
            sockperf.underLoad(perSecond, SECONDS);
            return error(seen, perSecond);
        }
    }

    private static double error(SendInstants seen, int perSecond) {
        seen.stop();
        int count = (int) (COUNTED_SECONDS * perSecond);
        int end = seen.lastSeen() - (int) (TAIL_SECONDS * perSecond);
        return seen.errorP99(end - count, count);
    }
}
