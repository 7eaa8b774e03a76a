package org.seatrial.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every decision of a run.
 *
 * @param labDigests lab name to digest of its binding
 * @param seed the number all random decisions come from
 * @param trials in the order they run; spares last within their kind
 * @param repeats trial ({@code lab/trial}) to the number of valid trials wanted
 */
public record Plan(
        String suite,
        String version,
        String suiteDigest,
        String designDigest,
        Map<String, String> labDigests,
        boolean sideLoaded,
        PlanKind kind,
        long seed,
        List<PlannedTrial> trials,
        Map<String, Integer> repeats) {

    public Plan {
        trials = List.copyOf(trials);
    }

    /** Bringing the lab up, measuring the instrument, judging and reporting. */
    static final Duration AROUND = Duration.ofSeconds(20);

    /** How long the run takes if no trial has to be replaced. */
    @JsonIgnore
    public Duration expected() {
        return trials.stream()
                .filter(trial -> !trial.spare())
                .map(PlannedTrial::expected)
                .reduce(AROUND, Duration::plus);
    }
}
