package org.seatrial.verdict;

import java.util.List;
import org.seatrial.recording.TrialRecord;
import org.seatrial.verdict.Expectation.MetricRef;

/**
 * What the machine or the lab's own wires may have done is not held against the design, nor taken for good: a figure loses
 * its lower bound, and keeps the upper one. Time is theirs to take, and packets. But a write that was acknowledged is on
 * the copy or is not, however slowly all that was. Speech can only have sounded better without them, so that its score
 * loses the upper bound.
 */
final class InterferenceDoubt {

    private InterferenceDoubt() {}

    static Measured applied(MetricRef reference, Metric metric, TrialRecord trial, Measured measured) {
        List<String> doubts = trial.interference().doubts();
        if (doubts.isEmpty()
                || !measured.known()
                || Double.isInfinite(measured.lower())
                || isOfAcknowledgedWrites(reference, metric, trial)) {
            return measured;
        }
        String doubt = doubts.getFirst();
        return switch (metric) {
            case MOS -> measured.widened(measured.lower(), EModel.opinion(EModel.BEST), doubt);
            case R_FACTOR -> measured.widened(measured.lower(), EModel.BEST, doubt);
            case RECOVERY_POINT -> measured.widened(behindAtLeast(trial, measured), measured.upper(), doubt);
            default -> measured.widened(0, measured.upper(), doubt);
        };
    }

    private static boolean isOfAcknowledgedWrites(MetricRef reference, Metric metric, TrialRecord trial) {
        return switch (metric) {
            case CORRUPT, ORDER_VIOLATIONS, STALE_RECORDS -> true;
            case LOST -> trial.flows().stream().noneMatch(flow -> flow.flow().equals(reference.subject()));
            default -> false;
        };
    }

    /** A copy that lacks something is behind; this machine may have held up what fills it for as long as it stood still. */
    private static double behindAtLeast(TrialRecord trial, Measured measured) {
        double lower = measured.lower();
        double heldUp = trial.interference().wireDrops() > 0
                ? lower
                : trial.interference().longestStallNs();
        return Math.max(Math.min(1, lower), lower - heldUp);
    }
}
