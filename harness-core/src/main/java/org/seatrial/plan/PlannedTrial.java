package org.seatrial.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.suite.ThroughputSpec;

/**
 * A trial, decided.
 *
 * @param traffic names of flows
 * @param phase random wait before the first fault, so that faults meet the protocols' timers at every phase
 * @param spare whether it runs only to replace an invalid trial
 * @param actions what the operator does while the fault lasts
 * @param throughput the search that is the whole of the trial; null if it is none
 * @param workloads names of workloads
 * @param bystanders names of flows and workloads that do not cross what is broken, and are judged all the same
 */
public record PlannedTrial(
        TrialKey key,
        List<String> traffic,
        List<PlannedFault> faults,
        Duration steady,
        Duration phase,
        Duration hold,
        Duration recovery,
        boolean spare,
        List<RecoveryAction> actions,
        @Nullable ThroughputSpec throughput,
        List<String> workloads,
        List<String> bystanders) {

    public PlannedTrial {
        traffic = List.copyOf(traffic);
        faults = List.copyOf(faults);
        actions = List.copyOf(actions);
        workloads = List.copyOf(workloads);
        bystanders = List.copyOf(bystanders);
    }

    /** How long it takes from arming to collecting. */
    @JsonIgnore
    public Duration expected() {
        if (throughput != null) {
            return throughput.expected().plus(OVERHEAD);
        }
        return steady.plus(phase)
                .plus(faults.isEmpty() ? Duration.ZERO : hold.plus(recovery))
                .plus(OVERHEAD);
    }

    /** Arming sockets, draining and collecting evidence. */
    static final Duration OVERHEAD = Duration.ofMillis(1500);
}
