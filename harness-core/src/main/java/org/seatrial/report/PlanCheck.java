package org.seatrial.report;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.Planner;
import org.seatrial.suite.Suite;
import org.seatrial.suite.TrialSpec;

/** Whether a plan is one of the suite beside it: a plan with fewer trials would show less and look the same. */
final class PlanCheck {

    private PlanCheck() {}

    /** The first thing that does not agree; empty if everything does. */
    static Optional<String> disagreement(Suite suite, Plan plan) {
        if (!plan.suite().equals(suite.name())
                || !plan.version().equals(suite.version())
                || !plan.suiteDigest().equals(suite.digest())
                || !plan.designDigest().equals(suite.design().digest())) {
            return Optional.of("suite/ (%s@%s, %s) is not the suite of plan.json (%s@%s, %s)"
                    .formatted(
                            suite.name(),
                            suite.version(),
                            suite.digest(),
                            plan.suite(),
                            plan.version(),
                            plan.suiteDigest()));
        }
        Map<String, Integer> planned = new HashMap<>();
        for (PlannedTrial trial : plan.trials()) {
            if (!trial.spare()) {
                planned.merge(trial.key().lab() + "/" + trial.key().trial(), 1, Integer::sum);
            }
        }
        Map<String, Integer> wanted = new HashMap<>();
        for (TrialSpec trial : suite.trials()) {
            wanted.put(trial.lab() + "/" + trial.name(), Planner.repeats(trial, plan.kind()));
        }
        if (!plan.repeats().equals(wanted) || !planned.equals(wanted)) {
            return Optional.of("plan.json does not have the trials of its suite: wanted %s, planned %s as %s"
                    .formatted(wanted, planned, plan.repeats()));
        }
        return Optional.empty();
    }
}
