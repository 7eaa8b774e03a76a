package org.seatrial.verdict;

import org.seatrial.units.Quantity;

/**
 * A measurable acceptance criterion: {@code calls.delay.p99 < 1 ms in quiet for all trials}.
 *
 * @param text as written
 */
public record Expectation(String text, MetricRef metric, Comparison comparison, Limit limit, Scope scope, Claim claim) {

    /** Subject (a flow, or {@code design}), metric and statistic; the statistic is empty where a metric has none. */
    public record MetricRef(String subject, String metric, String statistic) {
        @Override
        public String toString() {
            return subject + "." + metric + (statistic.isEmpty() ? "" : "." + statistic);
        }
    }

    /** The trials it speaks of. */
    public record Scope(String lab, String trial) {
        @Override
        public String toString() {
            return lab + "/" + trial;
        }
    }

    /** What the metric is held against. */
    public sealed interface Limit {
        /** A fixed quantity. */
        record Absolute(Quantity quantity) implements Limit {}

        /** A share of another measurement, whose median over its trials is taken. */
        record Relative(double fraction, MetricRef metric, Scope scope) implements Limit {}
    }

    /** Of how many trials it must hold. */
    public sealed interface Claim {
        /** Every planned trial. */
        record AllTrials() implements Claim {}

        /** At least {@code coverage} of all such trials, with {@code confidence}: an order-statistic bound (Wilks). */
        record Tolerance(double coverage, double confidence) implements Claim {}
    }

    /** How the metric relates to the limit. */
    public enum Comparison {
        BELOW("<"),
        AT_MOST("<="),
        ABOVE(">"),
        AT_LEAST(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }

        /** Whether small values are good. */
        public boolean upperLimit() {
            return this == BELOW || this == AT_MOST;
        }
    }
}
