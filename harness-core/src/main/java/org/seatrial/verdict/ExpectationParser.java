package org.seatrial.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.Quantity;
import org.seatrial.units.QuantityException;
import org.seatrial.verdict.Expectation.Claim;
import org.seatrial.verdict.Expectation.Comparison;
import org.seatrial.verdict.Expectation.Limit;
import org.seatrial.verdict.Expectation.MetricRef;
import org.seatrial.verdict.Expectation.Scope;

/**
 * Reads acceptance criteria:
 *
 * <pre>
 * subject.metric[.statistic] (&lt; | &lt;= | &gt; | &gt;=) limit in [lab/]trial [for claim]
 * limit: quantity | N % of subject.metric[.statistic] in [lab/]trial
 * claim: all trials | P % of trials with C % confidence
 * </pre>
 *
 * Without a claim the expectation speaks of all trials.
 */
public final class ExpectationParser {

    private static final String SHAPE =
            "subject.metric.statistic < limit in trial [for all trials | for 95 % of trials with 95 % confidence]";

    /**
     * The names an expectation may use.
     *
     * @param flows names of flows
     * @param groups names of groups of storage workloads
     * @param actions names of recovery actions
     * @param trials trial names, each with the lab it runs in
     */
    public record Names(
            Set<String> flows,
            Set<String> workloads,
            Set<String> groups,
            Set<String> actions,
            Map<String, String> trials) {}

    /** Told of each mistake. */
    @FunctionalInterface
    public interface Mistakes {
        /** @param token the words that are wrong; the whole text if something is missing */
        void mistake(String token, String reason, String valid);
    }

    private final String text;
    private final NamedParts named;
    private final Mistakes mistakes;
    private final List<String> tokens;
    private boolean wrong;

    private ExpectationParser(String text, Names names, Mistakes mistakes) {
        this.text = text.strip();
        this.named = new NamedParts(names, this::wrong);
        this.mistakes = mistakes;
        this.tokens = List.of(this.text
                .replaceAll("(<=|>=|=<|=>|==|!=|<|>|=|≤|≥)", " $1 ")
                .strip()
                .split("\\s+", -1));
    }

    /** The expectation; empty if {@code mistakes} was told of any. */
    public static Optional<Expectation> parse(String text, Names names, Mistakes mistakes) {
        return new ExpectationParser(text, names, mistakes).parse();
    }

    private Optional<Expectation> parse() {
        int in = tokens.lastIndexOf("in");
        if (tokens.size() < 2 || in < 0) {
            wrong(text, in < 0 ? "'in' and the name of a trial are missing" : "this is not an expectation", SHAPE);
            return Optional.empty();
        }
        Optional<MetricRef> metric = named.metric(tokens.getFirst());
        Optional<Comparison> comparison = comparison(tokens.get(1));
        Optional<Limit> limit = limit(tokens.subList(Math.min(2, in), in), metric);
        List<String> rest = tokens.subList(in + 1, tokens.size());
        Optional<Scope> scope = named.scope(rest.isEmpty() ? "" : rest.getFirst());
        Optional<Claim> claim = claim(rest.isEmpty() ? List.of() : rest.subList(1, rest.size()));
        if (wrong
                || metric.isEmpty()
                || comparison.isEmpty()
                || limit.isEmpty()
                || scope.isEmpty()
                || claim.isEmpty()) {
            return Optional.empty();
        }
        refuseForegone(metric.get(), comparison.get(), limit.get());
        return wrong
                ? Optional.empty()
                : Optional.of(
                        new Expectation(text, metric.get(), comparison.get(), limit.get(), scope.get(), claim.get()));
    }

    private Optional<Comparison> comparison(String token) {
        Optional<Comparison> found = Arrays.stream(Comparison.values())
                .filter(comparison -> comparison.symbol().equals(token))
                .findFirst();
        if (found.isEmpty()) {
            wrong(token, "this is not a comparison", "<, <=, >, >=");
        }
        return found;
    }

    private Optional<Limit> limit(List<String> words, Optional<MetricRef> metric) {
        if (words.isEmpty()) {
            wrong(text, "the limit is missing", SHAPE);
            return Optional.empty();
        }
        int of = words.indexOf("of");
        if (of >= 0) {
            return relative(words, of, metric);
        }
        return metric.flatMap(this::dimension)
                .flatMap(dimension -> quantity(String.join(" ", words), dimension))
                .map(Limit.Absolute::new);
    }

    private Optional<Limit> relative(List<String> words, int of, Optional<MetricRef> metric) {
        String share = String.join(" ", words.subList(0, of));
        List<String> reference = words.subList(of + 1, words.size());
        Optional<Double> fraction = share(share);
        if (reference.size() != 3 || !reference.get(1).equals("in")) {
            wrong(
                    String.join(" ", words),
                    "a relative limit names its own trial, and the expectation names its trial after it",
                    "calls.delay.p50 <= 35 % of calls.delay.p50 in legacy/quiet in quiet");
            return Optional.empty();
        }
        Optional<MetricRef> other = named.metric(reference.getFirst());
        Optional<Scope> scope = named.scope(reference.getLast());
        Optional<Dimension> wanted = metric.flatMap(this::dimension);
        Optional<Dimension> given = other.flatMap(this::dimension);
        if (wanted.isPresent() && given.isPresent() && !wanted.equals(given)) {
            String reason = "it is " + Quantities.name(given.get()) + ", compared is " + Quantities.name(wanted.get());
            wrong(reference.getFirst(), reason, "a metric of the same dimension");
            return Optional.empty();
        }
        return fraction.flatMap(
                share1 -> other.flatMap(ref -> scope.map(trial -> new Limit.Relative(share1, ref, trial))));
    }

    /** A share may be above 100 %: no more than 120 % of what it was. */
    private Optional<Double> share(String written) {
        String number = written.endsWith("%")
                ? written.substring(0, written.length() - 1).strip()
                : "";
        if (!number.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") || Double.parseDouble(number) == 0) {
            wrong(written, "this is not a share of another measurement", "a number above 0 and %, for example '35 %'");
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(number) / 100);
    }

    private Optional<Dimension> dimension(MetricRef ref) {
        return Metric.named(ref.metric()).map(metric -> metric.dimension(ref.statistic()));
    }

    private Optional<Quantity> quantity(String written, Dimension dimension) {
        try {
            return Optional.of(Quantities.parse(written, dimension));
        } catch (QuantityException e) {
            wrong(written, e.reason(), e.valid());
            return Optional.empty();
        }
    }

    private Optional<Claim> claim(List<String> words) {
        String written = String.join(" ", words);
        if (words.isEmpty() || written.equals("for all trials")) {
            return Optional.of(new Claim.AllTrials());
        }
        String[] parts =
                written.replace("%", " % ").replaceAll("\\s+", " ").strip().split(" ", -1);
        boolean shaped = parts.length == 9
                && String.join(" ", parts[0], parts[2], parts[3], parts[4], parts[5], parts[7], parts[8])
                        .equals("for % of trials with % confidence");
        if (!shaped) {
            wrong(written, "this is not a claim", "for all trials; for 95 % of trials with 95 % confidence");
            return Optional.empty();
        }
        Optional<Double> coverage = percent(parts[1], "the share of trials");
        Optional<Double> confidence = percent(parts[6], "the confidence");
        return coverage.flatMap(p -> confidence.map(c -> new Claim.Tolerance(p, c)));
    }

    private Optional<Double> percent(String number, String what) {
        if (number.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
            double percent = Double.parseDouble(number);
            if (percent > 0 && percent < 100) {
                return Optional.of(percent / 100);
            }
        }
        wrong(number + " %", what + " is above 0 % and below 100 %", "95 %; for all of them: 'for all trials'");
        return Optional.empty();
    }

    /** An expectation that nothing can break, or nothing can meet, shows nothing. */
    private void refuseForegone(MetricRef metric, Comparison comparison, Limit limit) {
        if (!(limit instanceof Limit.Absolute(Quantity quantity))) {
            return;
        }
        boolean lowest = quantity.base() == 0;
        boolean highest = quantity.dimension() == Dimension.RATIO && quantity.base() == 1;
        boolean always = (lowest && comparison == Comparison.AT_LEAST) || (highest && comparison == Comparison.AT_MOST);
        boolean never = (lowest && comparison == Comparison.BELOW) || (highest && comparison == Comparison.ABOVE);
        if (always || never) {
            wrong(
                    comparison.symbol() + " " + quantity.text(),
                    always ? "nothing can break this, so it shows nothing" : "nothing can meet this",
                    "a limit that " + metric + " can be on either side of");
        }
    }

    private void wrong(String token, String reason, String valid) {
        wrong = true;
        mistakes.mistake(token, reason, valid);
    }
}
