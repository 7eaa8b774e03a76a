package org.seatrial.run;

import java.util.HashSet;
import java.util.Set;
import org.seatrial.plan.TrialKey;
import org.seatrial.verdict.Expectation;

/** Which subjects an expectation measures in a trial: a relative limit measures a second one. */
final class JudgedFlows {

    private JudgedFlows() {}

    static Set<String> of(Expectation expectation, TrialKey trial) {
        Set<String> subjects = new HashSet<>();
        if (speaksOf(expectation.scope(), trial)) {
            subjects.add(expectation.metric().subject());
        }
        switch (expectation.limit()) {
            case Expectation.Limit.Absolute absolute -> {
                // A number from the contract: nothing else is measured.
            }
            case Expectation.Limit.Relative relative -> {
                if (speaksOf(relative.scope(), trial)) {
                    subjects.add(relative.metric().subject());
                }
            }
        }
        return subjects;
    }

    private static boolean speaksOf(Expectation.Scope scope, TrialKey trial) {
        return scope.lab().equals(trial.lab()) && scope.trial().equals(trial.trial());
    }
}
