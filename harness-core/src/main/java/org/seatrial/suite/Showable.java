package org.seatrial.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.input.FileProblems;
import org.seatrial.input.Place;
import org.seatrial.suite.Requirement.Outcome;
import org.seatrial.traffic.ConsistencyGroup;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.ServiceWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Expectation;
import org.seatrial.verdict.Expectation.Claim;
import org.seatrial.verdict.Expectation.Limit;
import org.seatrial.verdict.Expectation.MetricRef;
import org.seatrial.verdict.Expectation.Scope;
import org.seatrial.verdict.Metric;
import org.seatrial.verdict.OperatingCharacteristic;

/** Checks that what a requirement claims can be shown at all by the trials that are planned for it. */
final class Showable {

    /** An outage is known to one packet interval at either end: below five, the limit drowns in the uncertainty. */
    static final int INTERVALS_IN_A_LIMIT = 5;

    /** Samples that must lie beyond a percentile before it says anything. */
    static final int SAMPLES_BEYOND_PERCENTILE = 10;

    /** Repeats of a delay under load before its median says anything. */
    private static final int LATENCY_REPEATS = 20;

    private final FileProblems problems;
    private final List<Flow> traffic;
    private final List<Workload> workloads;
    private final List<TrialSpec> trials;

    Showable(FileProblems problems, List<Flow> traffic, List<Workload> workloads, List<TrialSpec> trials) {
        this.problems = problems;
        this.traffic = traffic;
        this.workloads = workloads;
        this.trials = trials;
    }

    void check(Expectation expectation, Outcome outcome, Place place) {
        trial(expectation.scope()).ifPresent(trial -> {
            measurable(expectation.metric(), trial, place);
            if (expectation.limit() instanceof Limit.Absolute(var quantity)) {
                longEnough(expectation.metric(), quantity.base(), trial, place);
            }
            if (expectation.claim() instanceof Claim.Tolerance claim) {
                enoughTrials(claim, outcome, trial, place);
            }
        });
        switch (expectation.limit()) {
            case Limit.Absolute(var quantity) -> {
                wideEnough(expectation.metric(), quantity.base(), place);
                trial(expectation.scope())
                        .ifPresent(trial -> reachable(expectation.metric(), trial, quantity.base(), place));
            }
            case Limit.Relative(var _, MetricRef metric, Scope scope) ->
                trial(scope).ifPresent(trial -> measurable(metric, trial, place));
        }
    }

    private Optional<TrialSpec> trial(Scope scope) {
        return trials.stream()
                .filter(trial -> trial.name().equals(scope.trial()))
                .findFirst();
    }

    private Optional<Flow> flow(String name) {
        return traffic.stream().filter(flow -> flow.name().equals(name)).findFirst();
    }

    private void measurable(MetricRef ref, TrialSpec trial, Place place) {
        Metric metric = Metric.named(ref.metric())
                .orElseThrow(() -> new IllegalStateException("a parsed metric is not registered: " + ref));
        if (metric.needsFault() && trial.faults().isEmpty()) {
            problems.add(
                    place,
                    ref + " in " + trial.name(),
                    "trial '" + trial.name() + "' has no fault, so there is no " + metric.text() + " in it",
                    "a trial with a fault; without one: interruption, delay, loss");
        }
        if (workloads.stream().anyMatch(one -> one.name().equals(ref.subject()))) {
            if (!trial.workloads().contains(ref.subject())) {
                problems.add(
                        place,
                        ref.toString(),
                        "workload '" + ref.subject() + "' does not run in trial '" + trial.name() + "'",
                        trial.workloads().isEmpty()
                                ? "a trial that has it"
                                : "one of " + String.join(", ", trial.workloads()),
                        "add it to the trial's workloads");
            }
            if (metric == Metric.STALE_RECORDS) {
                comparable(ref, trial, place);
            }
            return;
        }
        Optional<ConsistencyGroup> group = group(ref.subject());
        if (group.isPresent()) {
            runsWhole(group.get(), ref, trial, place);
            return;
        }
        if (metric.subject() == Metric.Subject.ACTION) {
            List<String> actions =
                    trial.actions().stream().map(RecoveryAction::name).toList();
            if (!actions.contains(ref.subject())) {
                problems.add(
                        place,
                        ref.toString(),
                        "trial '" + trial.name() + "' has no recovery action '" + ref.subject() + "'",
                        actions.isEmpty() ? "a trial that has it" : "one of " + String.join(", ", actions));
            }
            return;
        }
        if (metric.subject() == Metric.Subject.FLOW
                && metric.needsThroughput() != trial.throughput().isPresent()) {
            problems.add(
                    place,
                    ref + " in " + trial.name(),
                    metric.needsThroughput()
                            ? "trial '" + trial.name() + "' does not search for throughput"
                            : "trial '" + trial.name() + "' searches for throughput, and loses packets on purpose",
                    metric.needsThroughput()
                            ? "a trial with 'throughput'"
                            : "throughput, delay-under-load, back-to-back");
            return;
        }
        flow(ref.subject()).ifPresent(flow -> {
            if (!trial.traffic().contains(flow.name())) {
                problems.add(
                        place,
                        ref.toString(),
                        "flow '" + flow.name() + "' does not run in trial '" + trial.name() + "'",
                        "one of " + String.join(", ", trial.traffic()),
                        "add it to the trial's traffic");
            } else {
                enoughSamples(ref, flow, trial, place);
            }
        });
    }

    /** None where the name is a flow's: that is told where the group is read. */
    private Optional<ConsistencyGroup> group(String name) {
        return workloads.stream()
                .flatMap(one -> ConsistencyGroup.of(one).stream())
                .filter(group -> group.name().equals(name) && flow(name).isEmpty())
                .findFirst();
    }

    /** Of a group everything must be written that is compared; a member with a problem of its own is told elsewhere. */
    private void runsWhole(ConsistencyGroup group, MetricRef ref, TrialSpec trial, Place place) {
        for (Workload one : workloads) {
            if (group.members().contains(one.name()) && !trial.workloads().contains(one.name())) {
                problems.add(
                        place,
                        ref.toString(),
                        "workload '" + one.name() + "' of group '" + group.name() + "' does not run in trial '"
                                + trial.name() + "'",
                        "a trial that has " + String.join(", ", group.members()),
                        "add it to the trial's workloads");
            }
        }
    }

    /** A record is compared with what was acknowledged in the same trial. */
    private void comparable(MetricRef ref, TrialSpec trial, Place place) {
        Optional<String> of = workloads.stream()
                .filter(one -> one.name().equals(ref.subject()))
                .flatMap(one -> one instanceof ServiceWorkload service ? service.recordOf().stream() : Stream.empty())
                .findFirst();
        if (of.isEmpty()) {
            problems.add(
                    place,
                    ref.toString(),
                    "nothing says what the records of '" + ref.subject() + "' are compared with",
                    "a service with record-of");
        } else if (!trial.workloads().contains(of.get())) {
            problems.add(
                    place,
                    ref.toString(),
                    "workload '" + of.get() + "', with which records are compared, does not run in trial '"
                            + trial.name() + "'",
                    "a trial that has it",
                    "add it to the trial's workloads");
        }
    }

    private void enoughSamples(MetricRef ref, Flow flow, TrialSpec trial, Place place) {
        if (!ref.statistic().matches("p[0-9.]+")) {
            return;
        }
        BigDecimal beyond =
                BigDecimal.ONE.subtract(new BigDecimal(ref.statistic().substring(1)).movePointLeft(2));
        long needed = (long) Math.ceil(SAMPLES_BEYOND_PERCENTILE / beyond.doubleValue() - 1e-6);
        Optional<ThroughputSpec> search = trial.throughput();
        double packets = search.map(one -> one.mostPacketsOfAStep(flow.frameBytes()))
                .orElseGet(() -> {
                    Duration lasts = trial.steady().plus(trial.hold()).plus(trial.recovery());
                    return flow.offeredPerSecond() * lasts.toNanos() / 1e9;
                });
        if (packets < needed) {
            problems.add(
                    place,
                    ref.toString(),
                    (search.isPresent() ? "a step of trial '" : "one trial '") + trial.name() + "' has "
                            + (search.isPresent() ? "at most " : "") + Quantities.format(Dimension.COUNT, packets)
                            + " packets of '" + flow.name() + "', which cannot carry " + ref.statistic(),
                    "at least " + needed + " packets, or a lower percentile",
                    search.isPresent()
                            ? "lengthen its 'step' or raise its 'to'"
                            : "lengthen the trial or raise the rate");
        }
    }

    /** A search shows no more than its end, and only what it was told to measure. */
    private void reachable(MetricRef ref, TrialSpec trial, double limit, Place place) {
        trial.throughput()
                .filter(search -> ref.metric().equals(Metric.THROUGHPUT.text()) && limit > search.toBitsPerSecond())
                .ifPresent(search -> problems.add(
                        place,
                        Quantities.format(Dimension.BIT_RATE, limit),
                        "the search of trial '" + trial.name() + "' ends at "
                                + Quantities.format(Dimension.BIT_RATE, search.toBitsPerSecond()),
                        "a limit up to that",
                        "raise its 'to'"));
        trial.throughput()
                .filter(search -> ref.metric().equals(Metric.DELAY_UNDER_LOAD.text())
                        && search.latencyRepeats() < LATENCY_REPEATS)
                .ifPresent(search -> problems.add(
                        place,
                        ref.toString(),
                        "trial '" + trial.name() + "' measures the delay under load " + times(search.latencyRepeats()),
                        "latency-repeats: " + LATENCY_REPEATS + " or more (RFC 8219)"));
        trial.throughput()
                .filter(search -> ref.metric().equals(Metric.BACK_TO_BACK.text()) && search.backToBackRepeats() == 0)
                .ifPresent(search -> problems.add(
                        place,
                        ref.toString(),
                        "trial '" + trial.name() + "' searches for no burst",
                        "back-to-back: 1 or more (RFC 9004)"));
    }

    private void wideEnough(MetricRef ref, double limit, Place place) {
        boolean span = Metric.named(ref.metric()).map(Metric::isSpan).orElse(false)
                && !ref.statistic().equals("count");
        flow(ref.subject()).filter(_ -> span).ifPresent(flow -> {
            double smallest = INTERVALS_IN_A_LIMIT * flow.intervalNs() * (1 - 1e-9);
            // A limit of exactly five intervals is wide enough, whatever the last bit of the division says.
            if (limit < smallest) {
                String rate = limit > 0
                        ? ", or at least " + (long) Math.ceil(INTERVALS_IN_A_LIMIT * 1e9 / limit - 1e-6)
                                + "/s per stream"
                        : "";
                problems.add(
                        place,
                        Quantities.format(Dimension.TIME, limit),
                        "the limit is below five packet intervals of '" + flow.name() + "' ("
                                + Quantities.format(Dimension.TIME, flow.intervalNs())
                                + " between packets of a stream), so it cannot be shown",
                        "a limit of " + Quantities.format(Dimension.TIME, roundedUp(smallest)) + " or more" + rate,
                        "use a faster flow for this requirement");
            }
        });
    }

    /** Recovery must be seen to last while the fault does: a trial that heals earlier can never show it. */
    private void longEnough(MetricRef ref, double limit, TrialSpec trial, Place place) {
        boolean convergence = Metric.named(ref.metric()).equals(Optional.of(Metric.CONVERGENCE));
        flow(ref.subject()).filter(_ -> convergence).ifPresent(flow -> {
            double needed = limit + Metric.sustainedNs(flow.intervalNs());
            if (trial.hold().toNanos() < needed) {
                problems.add(
                        place,
                        Quantities.format(Dimension.TIME, limit),
                        "trial '" + trial.name() + "' holds its fault for "
                                + Quantities.format(
                                        Dimension.TIME, (double) trial.hold().toNanos())
                                + ", and recovery must be watched for "
                                + Quantities.format(Dimension.TIME, (double) Metric.sustainedNs(flow.intervalNs()))
                                + " to be called sustained",
                        "hold: " + Quantities.format(Dimension.TIME, roundedUp(needed)) + " or more");
            }
        });
    }

    /** Rounded so that the limit which is advised is accepted. */
    private static double roundedUp(double ns) {
        return new BigDecimal(ns)
                .round(new MathContext(3, RoundingMode.CEILING))
                .doubleValue();
    }

    private void enoughTrials(Claim.Tolerance claim, Outcome outcome, TrialSpec trial, Place place) {
        String claimed = percent(claim.coverage()) + " of trials with " + percent(claim.confidence()) + " confidence";
        try {
            switch (outcome) {
                case HOLDS -> {
                    List<Integer> needed = OperatingCharacteristic.choices(claim.coverage(), claim.confidence());
                    if (trial.repeat() < needed.getFirst()) {
                        problems.add(
                                place,
                                claimed,
                                "trial '" + trial.name() + "' is repeated " + times(trial.repeat())
                                        + ", which cannot show this",
                                "repeat: " + needed.get(0) + " (none over the limit), " + needed.get(1)
                                        + " (at most one), " + needed.get(2) + " (at most two)",
                                "raise 'repeat' or claim less");
                    }
                }
                case VIOLATED -> {
                    int needed = OperatingCharacteristic.trialsToViolate(claim.coverage(), claim.confidence());
                    if (trial.repeat() < needed) {
                        problems.add(
                                place,
                                claimed,
                                "trial '" + trial.name() + "' is repeated " + times(trial.repeat())
                                        + ", which cannot prove a violation",
                                "repeat: " + needed + " or more");
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            problems.add(place, claimed, e.getMessage() + ", which no plan has", "a weaker claim");
        }
    }

    private static String times(int repeat) {
        return repeat == 1 ? "once" : repeat + " times";
    }

    private static String percent(double fraction) {
        // Exact: rounded to three digits, 99.95 % would read as 100 %.
        return BigDecimal.valueOf(fraction)
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }
}
