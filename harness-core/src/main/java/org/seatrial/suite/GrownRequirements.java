package org.seatrial.suite;

import java.util.List;
import java.util.Optional;
import org.seatrial.verdict.Expectation;
import org.seatrial.verdict.Expectation.Limit;
import org.seatrial.verdict.Expectation.Scope;

/** What is required of a trial whose load grows is required of each year by itself: the first that fails is the answer. */
final class GrownRequirements {

    private final List<TrialSpec> trials;

    GrownRequirements(List<TrialSpec> trials) {
        this.trials = trials;
    }

    /** The requirement itself if its trial has one load. */
    List<Requirement> of(Requirement written) {
        List<Load> loads = loads(written.expect().scope().trial());
        return loads.isEmpty()
                ? List.of(written)
                : loads.stream().map(load -> inYear(written, load)).toList();
    }

    private List<Load> loads(String trial) {
        return trials.stream()
                .map(TrialSpec::load)
                .filter(load -> load.grows() && load.grownFrom().equals(trial))
                .toList();
    }

    private Requirement inYear(Requirement written, Load load) {
        Expectation expect = written.expect();
        Scope scope = inYear(expect.scope(), load);
        String text = expect.text().replace(" in " + load.grownFrom(), " in " + scope.trial());
        return new Requirement(
                written.id() + load.suffix(),
                written.text() + ", " + load.text(),
                new Expectation(
                        text, expect.metric(), expect.comparison(), limit(expect.limit(), load), scope, expect.claim()),
                written.blocker(),
                written.outcome());
    }

    private Limit limit(Limit limit, Load load) {
        return switch (limit) {
            case Limit.Absolute absolute -> absolute;
            case Limit.Relative relative ->
                new Limit.Relative(relative.fraction(), relative.metric(), inYear(relative.scope(), load));
        };
    }

    /** The trial of the same year, where that one's load grows as well. */
    private Scope inYear(Scope scope, Load load) {
        Optional<Load> same = loads(scope.trial()).stream()
                .filter(one -> one.year() == load.year())
                .findFirst();
        return same.map(one -> new Scope(scope.lab(), one.trial(scope.trial()))).orElse(scope);
    }
}
