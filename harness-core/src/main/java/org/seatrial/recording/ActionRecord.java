package org.seatrial.recording;

import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.RecoveryAction;

/**
 * A recovery action as it happened.
 *
 * @param startedNs monotonic instant just before its program was started; null if it could not be started
 * @param endedNs when its end was noticed; null if it was stopped before, or never started
 * @param exitCode of its program; null if it was killed, stopped or never started
 * @param failure why it failed; empty if it ended with exit code 0 in time
 * @param output the file of what it printed, in the trial's folder; empty if there is none
 * @param undone when it was taken back; null if there was nothing to take back, or that failed
 */
public record ActionRecord(
        RecoveryAction action,
        @Nullable Long startedNs,
        @Nullable Long endedNs,
        @Nullable Integer exitCode,
        String failure,
        String output,
        @Nullable Commanded undone) {

    public boolean failed() {
        return !failure.isEmpty();
    }
}
