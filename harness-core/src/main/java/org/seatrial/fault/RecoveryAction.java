package org.seatrial.fault;

import java.time.Duration;
import java.util.List;

/**
 * A step of the operator's runbook: a program of the suite, run in a node while the fault lasts. What is certified then
 * includes the runbook: a step that fails is a failure of the design's operation, never a reason to leave the trial out.
 *
 * @param name unique in its trial; the subject of {@code NAME.duration}
 * @param node in whose network namespace it runs
 * @param run program and arguments; the program is a file of the suite, relative to its folder
 * @param undo program and arguments that take it back once the fault is healed; empty if nothing is to be taken back
 * @param after offset from the first fault of the trial
 * @param within the longest it may take, then it is killed and has failed
 * @param undoWithin the longest that taking it back may take
 */
public record RecoveryAction(
        String name,
        String node,
        List<String> run,
        List<String> undo,
        Duration after,
        Duration within,
        Duration undoWithin) {

    public RecoveryAction {
        run = List.copyOf(run);
        undo = List.copyOf(undo);
        if (run.isEmpty()) {
            throw new IllegalArgumentException("recovery action " + name + " runs nothing");
        }
    }

    /** When it is over at the latest, from the first fault of the trial. */
    public Duration latestEnd() {
        return after.plus(within);
    }
}
