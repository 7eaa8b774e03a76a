package org.seatrial.benchmarks.packet;

import org.seatrial.benchmarks.Row;

/**
 * Round trip of 64 octets over a veth pair against {@code sockperf ping-pong}, both clients against the same sockperf
 * server. Busy polling has a bar; blocking is for information.
 */
public final class RoundTripRow {

    private static final double BAR = 1.10;
    private static final int SECONDS = 1;

    private RoundTripRow() {}

    public static void main(String[] arguments) {
        int rounds = Rounds.of(arguments);
        Row row = new Row("RoundTripRow");
        try (VethPair pair = new VethPair()) {
            Sides busy = measure(pair, true, rounds);
            row.atMost("busy round trip p50", "µs", busy.ours50, busy.theirs50, BAR);
            row.atMost("busy round trip p99", "µs", busy.ours99, busy.theirs99, BAR);
            Sides blocking = measure(pair, false, rounds);
            row.information("blocking round trip p50", "µs", blocking.ours50, blocking.theirs50);
            row.information("blocking round trip p99", "µs", blocking.ours99, blocking.theirs99);
        }
        System.exit(row.exitCode());
    }

    private static Sides measure(VethPair pair, boolean spinning, int rounds) {
        Sides sides = new Sides(rounds);
        PingPong ours = new PingPong();
        for (int round = -1; round < rounds; round++) {
            Rounds.awaitQuiet();
            try (Sockperf sockperf = new Sockperf(pair, spinning)) {
                RoundTrips own = ours.run(pair, spinning, SECONDS);
                // The first is for the compiler.
                if (round >= 0) {
                    sides.round(round, own, sockperf.pingPong(spinning, SECONDS));
                }
            }
        }
        return sides;
    }

    private static final class Sides {
        private final double[] ours50;
        private final double[] ours99;
        private final double[] theirs50;
        private final double[] theirs99;

        Sides(int rounds) {
            ours50 = new double[rounds];
            ours99 = new double[rounds];
            theirs50 = new double[rounds];
            theirs99 = new double[rounds];
        }

        void round(int round, RoundTrips ours, RoundTrips theirs) {
            ours50[round] = ours.p50();
            ours99[round] = ours.p99();
            theirs50[round] = theirs.p50();
            theirs99[round] = theirs.p99();
        }
    }
}
