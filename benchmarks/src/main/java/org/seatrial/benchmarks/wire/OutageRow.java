package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.seatrial.benchmarks.Row;

/**
 * Outages of known length, measured by the product's own sender, receiver and observer at 10 000 packets a second in each
 * direction. The wire drops between two instants of the clock, exactly: that is the truth.
 */
public final class OutageRow {

    private static final int ROUNDS = 7;
    private static final int OUTAGES = 200;
    private static final double PER_SECOND = 10_000;
    private static final long BAR_NS = Math.round(1e9 / PER_SECOND) + 10_000;

    private final Row row = new Row("outages of 5, 50, 500 ms at 10000/s");
    private final List<OutageRound> rounds;

    private OutageRow(List<OutageRound> rounds) {
        this.rounds = rounds;
    }

    /** Exit 1 if a figure misses its bar. */
    public static void main(String[] arguments) throws IOException {
        List<OutageRound> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(OutageRound.measure(PER_SECOND, round));
        }
        System.exit(new OutageRow(rounds).judge());
    }

    private int judge() {
        row.aloneAtLeast(
                "outages measured", "outages", each(round -> round.measured().size()), OUTAGES);
        row.alone("windows without exactly one outage", "windows", each(OutageRound::missed), 0);
        row.aloneForInformation("windows commanded too late to be known", "windows", each(OutageRound::late));
        row.aloneForInformation("outages outside every window", "outages", each(OutageRound::unexplained));
        row.aloneForInformation(
                "packets missing less frames the wire dropped", "packets", each(OutageRound::missingLessDropped));
        row.alone("error p99", "us", quantile(0.99, OutageRow::any, MeasuredOutage::errorNs), BAR_NS / 1e3);
        row.aloneForInformation("error p50", "us", quantile(0.5, OutageRow::any, MeasuredOutage::errorNs));
        row.aloneForInformation("error max", "us", quantile(1, OutageRow::any, MeasuredOutage::errorNs));
        row.aloneForInformation(
                "errors of at most one interval and 10 us", "%", percent(outage -> outage.errorNs() <= BAR_NS));
        unevenlySent();
        // Of all of them, because a median of rounds would forgive three bad ones.
        List<MeasuredOutage> all =
                rounds.stream().flatMap(round -> round.measured().stream()).toList();
        double inside = all.stream().filter(MeasuredOutage::inside).count();
        row.aloneAtLeast(
                "truth inside the stated interval, all rounds", "%", new double[] {100 * inside / all.size()}, 99);
        row.aloneForInformation(
                "stated interval, from its lower end to the truth p50",
                "us",
                quantile(
                        0.5,
                        OutageRow::any,
                        outage -> outage.truthNs() - outage.outage().lowerNs()));
        for (double quantile : new double[] {0.5, 0.99}) {
            row.aloneForInformation(
                    "the same, from the truth to its upper end p" + Math.round(100 * quantile),
                    "us",
                    quantile(quantile, OutageRow::any, outage -> outage.outage().upperNs() - outage.truthNs()));
        }
        return row.exitCode();
    }

    /** Whose fault an error is: where frames did not even reach the wire evenly, the machine's. */
    private void unevenlySent() {
        Predicate<MeasuredOutage> even = outage -> outage.even(BAR_NS);
        row.aloneForInformation(
                "edges at which frames reached the wire over one interval and 10 us apart",
                "%",
                percent(even.negate()));
        row.aloneForInformation("error p99 of the others", "us", quantile(0.99, even, MeasuredOutage::errorNs));
    }

    private static boolean any(MeasuredOutage outage) {
        return true;
    }

    private double[] percent(Predicate<MeasuredOutage> what) {
        return each(round -> 100 * round.share(what));
    }

    private double[] quantile(double quantile, Predicate<MeasuredOutage> of, ToLongFunction<MeasuredOutage> ns) {
        return each(round -> round.quantileUs(quantile, of, ns));
    }

    private double[] each(ToDoubleFunction<OutageRound> figure) {
        return rounds.stream().mapToDouble(figure).toArray();
    }
}
