package org.seatrial.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the trials so far say about the lab they ran in. The first cause stays: later ones follow from it. */
final class LabHealth {

    /** So many failures of lab or traffic one after the other are no accident. */
    static final int FAILURES_IN_A_ROW = 3;

    private final List<String> unhealed = new ArrayList<>();
    private final Map<String, String> tooWide = new HashMap<>();
    private @Nullable String failing;
    private int failuresInARow;
    private boolean degraded;

    /** A fault could not be undone, or what it took did not come back: the lab is unsafe. */
    void broken(String cause) {
        unhealed.add(cause);
    }

    /** The lab or the traffic failed before a fault; says whether that is now too often. */
    boolean failedBeforeFault(String cause) {
        failuresInARow++;
        if (failuresInARow >= FAILURES_IN_A_ROW && failing == null) {
            failing = cause;
        }
        return failing != null;
    }

    void worked() {
        failuresInARow = 0;
    }

    /** Whether the last trial found or left redundancy missing, after all the time it may take. */
    boolean degraded() {
        return degraded;
    }

    void degraded(boolean now) {
        degraded = now;
    }

    /** An abort condition ended a trial: its fault does more than was declared, and is not made again. */
    void tooWide(String trial, String seen) {
        tooWide.putIfAbsent(trial, seen);
    }

    /** Why no further trial of this name may run; empty if it may. */
    Optional<String> refused(String trial) {
        return unusable()
                .or(() -> Optional.ofNullable(tooWide.get(trial))
                        .map(seen -> "not run, because an abort condition ended an earlier repetition: " + seen));
    }

    /** Why no further trial can run; empty if it can. */
    Optional<String> unusable() {
        if (!unhealed.isEmpty()) {
            return Optional.of("lab broken: " + unhealed.getFirst());
        }
        return Optional.ofNullable(failing)
                .map(cause -> "lab failed " + FAILURES_IN_A_ROW + " times in a row: " + cause);
    }

    /** Everything that was not undone. */
    List<String> unhealed() {
        return List.copyOf(unhealed);
    }
}
