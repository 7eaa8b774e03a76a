package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.verdict.Expectation.Scope;

/**
 * The trials that one expectation speaks of: in the order of the plan, and of the valid ones only as many as were
 * planned, so that running more after a miss changes nothing.
 *
 * @param planned valid trials wanted; 0 if the plan has no such trials
 * @param valid at most {@code planned} valid trials
 * @param excluded invalid trials with their reasons
 * @param shortfalls why they are not enough to accept anything; empty if they are
 * @param errors why they cannot be judged; empty if they can
 */
record ScopedTrials(
        int planned, List<TrialRecord> valid, List<String> excluded, List<String> shortfalls, List<String> errors) {

    /** One invalid trial may always be replaced; beyond that, one in ten. */
    private static final int INVALID_OF = 10;

    /** @param run how the run ended; empty if nothing says that it ended */
    static ScopedTrials select(Plan plan, List<TrialRecord> records, Scope scope, Optional<RunRecord> run) {
        Integer repeats = plan.repeats().get(scope.toString());
        if (repeats == null || repeats < 1) {
            return new ScopedTrials(0, List.of(), List.of(), List.of(), List.of("plan.json has no trials " + scope));
        }
        Map<TrialKey, TrialRecord> byKey = new HashMap<>();
        List<String> errors = new ArrayList<>();
        for (TrialRecord record : records) {
            if (byKey.put(record.plan().key(), record) != null) {
                errors.add("trial " + record.plan().key().path() + " has two records");
            }
        }
        List<TrialRecord> valid = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> absentSpares = new ArrayList<>();
        for (PlannedTrial planned : plan.trials()) {
            if (!planned.key().lab().equals(scope.lab())
                    || !planned.key().trial().equals(scope.trial())) {
                continue;
            }
            TrialRecord record = byKey.get(planned.key());
            String path = planned.key().path();
            if (record == null) {
                (planned.spare() ? absentSpares : missing).add(path);
                continue;
            }
            missing.addAll(absentSpares);
            absentSpares.clear();
            Optional<String> contradiction = Soundness.contradiction(planned, record);
            if (contradiction.isPresent()) {
                errors.add("trials/" + path + "/trial.json cannot be trusted: " + contradiction.get());
                continue;
            }
            switch (record.status()) {
                case VALID -> valid.add(record);
                case INVALID -> excluded.add(path + ": " + record.reason());
                case ABORTED -> errors.add("trial " + path + " was aborted: " + record.reason());
            }
        }
        int ran = valid.size() + excluded.size();
        List<TrialRecord> wanted = valid.subList(0, Math.min(valid.size(), repeats));
        List<String> shortfalls = shortfalls(repeats, wanted.size(), ran, excluded.size(), missing);
        if (wanted.size() < repeats || !missing.isEmpty()) {
            interruption(run).ifPresent(errors::add);
        }
        return new ScopedTrials(repeats, List.copyOf(wanted), excluded, shortfalls, errors);
    }

    private static List<String> shortfalls(int planned, int valid, int ran, int invalid, List<String> missing) {
        List<String> shortfalls = new ArrayList<>();
        if (valid < planned) {
            shortfalls.add("only %d of %d planned trials are valid".formatted(valid, planned));
        }
        if (!missing.isEmpty()) {
            shortfalls.add(
                    "%d planned trials have no record, the first is %s".formatted(missing.size(), missing.getFirst()));
        }
        if (invalid > Math.max(1, ran / INVALID_OF)) {
            shortfalls.add("%d of %d trials were invalid, more than 10 %% of them".formatted(invalid, ran));
        }
        return shortfalls;
    }

    private static Optional<String> interruption(Optional<RunRecord> run) {
        if (run.isEmpty()) {
            return Optional.of("the run died before it ended: there is no run.json");
        }
        return run.filter(RunRecord::interrupted).map(record -> "the run was interrupted: " + record.reason());
    }
}
