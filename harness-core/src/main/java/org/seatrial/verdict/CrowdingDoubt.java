package org.seatrial.verdict;

import java.util.List;
import java.util.Optional;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.Crowding;
import org.seatrial.recording.TrialRecord;
import org.seatrial.verdict.Expectation.MetricRef;

/**
 * What takes long while all processors of this machine are in use may take long because of that: the nodes and virtual
 * machines of a design have processors of their own. So such time is taken off the lower end of what was timed, and the
 * upper end stays.
 */
final class CrowdingDoubt {

    private CrowdingDoubt() {}

    static Measured applied(MetricRef reference, Metric metric, TrialRecord trial, Measured measured) {
        List<Crowding> crowded = trial.interference().crowded();
        if (crowded.isEmpty() || !measured.known() || Double.isInfinite(measured.lower())) {
            return measured;
        }
        double lastedNs = Double.isInfinite(measured.upper()) ? measured.lower() : measured.upper();
        return since(reference, metric, trial)
                .map(sinceNs -> less(measured, Crowding.within(crowded, sinceNs, sinceNs + (long) lastedNs)))
                .orElse(measured);
    }

    private static Measured less(Measured measured, long crowdedNs) {
        return measured.widened(Math.max(0, measured.lower() - crowdedNs), measured.upper(), why(crowdedNs));
    }

    static String why(long crowdedNs) {
        return "for " + Figures.time(crowdedNs) + " of it all processors of this machine were in use";
    }

    /** When what is timed from a known instant on began; stalls begin anywhere. */
    private static Optional<Long> since(MetricRef reference, Metric metric, TrialRecord trial) {
        return switch (metric) {
            case DURATION ->
                trial.actions().stream()
                        .filter(action -> action.action().name().equals(reference.subject()))
                        .findFirst()
                        .map(ActionRecord::startedNs);
            case RESTORATION, WITHOUT_REDUNDANCY ->
                trial.faults().stream().findFirst().map(fault -> fault.effect().earliestNs());
            case RESYNCHRONISATION -> MirrorFigures.lastHealing(trial).map(healed -> healed.beforeNs());
            default -> Optional.empty();
        };
    }
}
