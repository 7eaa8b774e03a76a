package org.seatrial.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.seatrial.plan.Plan;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.units.Dimension;
import org.seatrial.verdict.Expectation.Limit;

/** Makes limits of what expectations say, measuring where a limit is relative to another measurement. */
final class Bounds {

    /** A limit, or why there is none: a reason that leaves the requirement open, or one that is an error. */
    sealed interface Found {
        record At(Bound bound) implements Found {}

        record Open(String why) implements Found {}

        record Broken(String why) implements Found {}
    }

    private final Plan plan;
    private final List<TrialRecord> records;
    private final Evaluation evaluation;
    private final Optional<RunRecord> run;

    Bounds(Plan plan, List<TrialRecord> records, Evaluation evaluation, Optional<RunRecord> run) {
        this.plan = plan;
        this.records = records;
        this.evaluation = evaluation;
        this.run = run;
    }

    Found find(Expectation expectation) throws IOException {
        return switch (expectation.limit()) {
            case Limit.Absolute(var quantity) ->
                new Found.At(new Bound(
                        expectation.comparison(),
                        quantity.base(),
                        quantity.base(),
                        expectation.comparison().symbol() + " " + quantity.text()));
            case Limit.Relative relative -> relative(expectation, relative);
        };
    }

    private Found relative(Expectation expectation, Limit.Relative relative) throws IOException {
        Optional<Metric> named = Metric.named(relative.metric().metric());
        if (named.isEmpty()) {
            return new Found.Broken("there is no metric " + relative.metric());
        }
        ScopedTrials scoped = ScopedTrials.select(plan, records, relative.scope(), run);
        if (!scoped.errors().isEmpty()) {
            return new Found.Broken(
                    "its limit cannot be told: " + scoped.errors().getFirst());
        }
        if (!scoped.shortfalls().isEmpty()) {
            return new Found.Open(
                    "its limit cannot be told: " + scoped.shortfalls().getFirst() + " in " + relative.scope());
        }
        List<Measured> values = new ArrayList<>();
        for (TrialRecord trial : scoped.valid()) {
            Measured value = evaluation.measure(relative.metric(), named.get(), trial);
            if (!value.known()) {
                return new Found.Open("its limit cannot be told: %s in %s was not measured (%s)"
                        .formatted(relative.metric(), trial.plan().key().path(), value.doubt()));
            }
            values.add(value);
        }
        Dimension dimension = named.get().dimension(relative.metric().statistic());
        double low = relative.fraction() * median(values, Measured::lower);
        double middle = relative.fraction() * median(values, Measured::value);
        double high = relative.fraction() * median(values, Measured::upper);
        String text = "%s %s (%s of the median of %s in %d trials %s; between %s and %s)"
                .formatted(
                        expectation.comparison().symbol(),
                        Figures.text(dimension, middle),
                        Figures.percent(relative.fraction()),
                        relative.metric(),
                        values.size(),
                        relative.scope(),
                        Figures.text(dimension, low),
                        Figures.text(dimension, high));
        return new Found.At(new Bound(expectation.comparison(), low, high, text));
    }

    private static double median(List<Measured> values, ToDoubleFunction<Measured> end) {
        double[] sorted = values.stream().mapToDouble(end).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
