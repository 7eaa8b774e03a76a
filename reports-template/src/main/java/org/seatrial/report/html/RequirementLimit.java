package org.seatrial.report.html;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.plan.PlanKind;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.plot.DelayCurve;
import org.seatrial.report.plot.Distribution;
import org.seatrial.traffic.ConsistencyGroup;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Expectation;
import org.seatrial.verdict.ExpectationParser;
import org.seatrial.verdict.Measured;

/** What a requirement is held against, read again from its text, to be drawn into the plots. */
record RequirementLimit(String requirement, Expectation expectation) {

    /** The limits of all requirements that can be read; a plot without its limit is still true. */
    static List<RequirementLimit> of(AcceptanceReport report) {
        Set<String> flows = new HashSet<>();
        Set<String> workloads = new HashSet<>();
        Set<String> actions = new HashSet<>();
        Map<String, String> trials = new HashMap<>();
        report.plan().trials().forEach(trial -> {
            flows.addAll(trial.traffic());
            workloads.addAll(trial.workloads());
            trial.actions().forEach(action -> actions.add(action.name()));
            trials.put(trial.key().trial(), trial.key().lab());
        });
        Set<String> groups = report.trials().stream()
                .flatMap(trial -> trial.workloads().stream())
                .flatMap(record -> ConsistencyGroup.of(record.workload()).stream())
                .map(ConsistencyGroup::name)
                .collect(Collectors.toSet());
        ExpectationParser.Names names = new ExpectationParser.Names(flows, workloads, groups, actions, trials);
        return report.findings().stream()
                .flatMap(finding -> ExpectationParser.parse(finding.expect(), names, (token, reason, valid) -> {})
                        .map(expectation -> new RequirementLimit(finding.requirement(), expectation))
                        .stream())
                .toList();
    }

    static Optional<RequirementLimit> of(List<RequirementLimit> limits, String requirement) {
        return limits.stream()
                .filter(limit -> limit.requirement.equals(requirement))
                .findFirst();
    }

    /** What the values of all trials are drawn against. */
    Optional<Distribution.Limit> drawn() {
        return absolute().stream()
                .mapToObj(at ->
                        new Distribution.Limit(at, expectation.comparison().upperLimit()))
                .findFirst();
    }

    /** The limit and for how many trials it must hold, in words. */
    String text(PlanKind plan) {
        String limit = switch (expectation.limit()) {
            case Expectation.Limit.Absolute(var quantity) -> quantity.text();
            case Expectation.Limit.Relative(var fraction, var metric, var scope) ->
                Quantities.format(Dimension.RATIO, fraction) + " of the median of " + metric + " in " + scope;
        };
        return words(expectation.comparison()) + " " + limit + ", "
                + switch (expectation.claim()) {
                    case Expectation.Claim.AllTrials() -> "in every planned trial";
                    case Expectation.Claim.Tolerance(var coverage, var confidence) ->
                        "in at least " + Quantities.format(Dimension.RATIO, coverage)
                                + " of all such trials, shown with " + Quantities.format(Dimension.RATIO, confidence)
                                + " confidence"
                                + switch (plan) {
                                    case CERTIFY -> "";
                                    case SMOKE -> "; the smoke plan held every trial that ran to the limit instead";
                                };
                };
    }

    private static String words(Expectation.Comparison comparison) {
        return switch (comparison) {
            case BELOW -> "below";
            case AT_MOST -> "at most";
            case ABOVE -> "above";
            case AT_LEAST -> "at least";
        };
    }

    String margin(Measured measured) {
        OptionalDouble limit = absolute();
        return limit.isPresent()
                ? Margin.text(expectation.comparison(), limit.getAsDouble(), measured)
                : "the limit is itself measured; the reason tells both";
    }

    /** The kind of trial it speaks of. */
    String scope() {
        return expectation.scope().toString();
    }

    private OptionalDouble absolute() {
        return switch (expectation.limit()) {
            case Expectation.Limit.Absolute(var quantity) -> OptionalDouble.of(quantity.base());
            case Expectation.Limit.Relative relative -> OptionalDouble.empty();
        };
    }

    /** The rate that a search for the throughput of a flow must show, if this asks for one. */
    OptionalDouble onThroughputOf(String flow, String trial) {
        boolean asks = expectation.metric().subject().equals(flow)
                && expectation.metric().metric().equals("throughput")
                && expectation.scope().toString().equals(trial);
        return asks ? absolute() : OptionalDouble.empty();
    }

    /** The limit on a percentile of a flow's delay in a kind of trial, if this is one. */
    Optional<DelayCurve.LimitMark> onDelayOf(String flow, String trial) {
        Expectation.MetricRef metric = expectation.metric();
        boolean onDelay = metric.subject().equals(flow)
                && metric.metric().equals("delay")
                && metric.statistic().matches("p[0-9.]+")
                && expectation.scope().toString().equals(trial);
        OptionalDouble limit = absolute();
        if (!onDelay || limit.isEmpty()) {
            return Optional.empty();
        }
        String label = requirement + ": " + metric.statistic() + " "
                + expectation.comparison().symbol() + " "
                + Quantities.format(Dimension.TIME, limit.getAsDouble());
        double percentile = Double.parseDouble(metric.statistic().substring(1));
        return Optional.of(new DelayCurve.LimitMark(percentile, limit.getAsDouble(), label));
    }
}
