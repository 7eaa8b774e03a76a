package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.NearNames;
import org.seatrial.verdict.Expectation.MetricRef;
import org.seatrial.verdict.Expectation.Scope;

/** Looks up what an expectation names: measured values and trials. */
final class NamedParts {

    private final ExpectationParser.Names names;
    private final ExpectationParser.Mistakes mistakes;

    NamedParts(ExpectationParser.Names names, ExpectationParser.Mistakes mistakes) {
        this.names = names;
        this.mistakes = mistakes;
    }

    Optional<MetricRef> metric(String token) {
        String[] parts = token.split("\\.", 3);
        String subject = parts[0];
        if (parts.length < 2) {
            mistakes.mistake(
                    token, "a measured value is named subject.metric or subject.metric.statistic", "calls.delay.p99");
            return Optional.empty();
        }
        Metric.Subject kind = kind(subject, parts[1]);
        if (kind == Metric.Subject.FLOW && !names.flows().contains(subject)) {
            List<String> subjects = new ArrayList<>(names.flows());
            subjects.addAll(names.workloads());
            subjects.addAll(names.groups());
            subjects.addAll(names.actions());
            subjects.add(Metric.DESIGN_SUBJECT);
            String what = names.actions().isEmpty() ? "flow" : "flow or recovery action";
            mistakes.mistake(subject, "there is no such " + what, NearNames.valid(subject, subjects));
        }
        String statistic = parts.length == 3 ? parts[2] : "";
        Optional<Metric> metric = Metric.named(parts[1]);
        if (metric.isEmpty() || !metric.get().isOf(kind)) {
            List<String> valid = Arrays.stream(Metric.values())
                    .filter(known -> known.isOf(kind))
                    .map(Metric::text)
                    .toList();
            String reason = metric.isEmpty() ? "there is no such metric" : "this is not a metric of " + kind.words();
            mistakes.mistake(parts[1], reason, NearNames.valid(parts[1], valid));
            return Optional.empty();
        }
        if (!metric.get().takes(statistic)) {
            wrongStatistic(token, metric.get(), statistic);
            return Optional.empty();
        }
        return Optional.of(new MetricRef(subject, parts[1], statistic));
    }

    /** A flow and a recovery action may share a name; then the metric tells which is meant. */
    private Metric.Subject kind(String subject, String metric) {
        if (subject.equals(Metric.DESIGN_SUBJECT)) {
            return Metric.Subject.DESIGN;
        }
        if (names.workloads().contains(subject)) {
            return Metric.Subject.WORKLOAD;
        }
        if (names.groups().contains(subject) && !names.flows().contains(subject)) {
            return Metric.Subject.GROUP;
        }
        boolean action = names.actions().contains(subject)
                && (!names.flows().contains(subject) || metric.equals(Metric.DURATION.text()));
        return action ? Metric.Subject.ACTION : Metric.Subject.FLOW;
    }

    private void wrongStatistic(String token, Metric metric, String statistic) {
        if (metric.statistics().isEmpty()) {
            mistakes.mistake(
                    statistic, "'" + metric.text() + "' has no statistics", token.replace("." + statistic, ""));
        } else if (statistic.isEmpty()) {
            mistakes.mistake(token, "the statistic is missing", String.join(", ", metric.statistics()));
        } else {
            mistakes.mistake(
                    statistic,
                    "there is no such statistic of '" + metric.text() + "'",
                    NearNames.valid(statistic, metric.statistics()));
        }
    }

    Optional<Scope> scope(String token) {
        if (token.isEmpty()) {
            mistakes.mistake(
                    "in",
                    "the name of a trial is missing after 'in'",
                    NearNames.valid("", names.trials().keySet()));
            return Optional.empty();
        }
        int slash = token.indexOf('/');
        String trial = token.substring(slash + 1);
        String lab = names.trials().get(trial);
        if (lab == null) {
            mistakes.mistake(
                    trial,
                    "there is no such trial",
                    NearNames.valid(trial, names.trials().keySet()));
            return Optional.empty();
        }
        if (slash >= 0 && !token.substring(0, slash).equals(lab)) {
            mistakes.mistake(token, "trial '" + trial + "' runs in another lab", lab + "/" + trial);
            return Optional.empty();
        }
        return Optional.of(new Scope(lab, trial));
    }
}
