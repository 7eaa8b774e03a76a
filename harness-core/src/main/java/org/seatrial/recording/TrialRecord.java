package org.seatrial.recording;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.traffic.ClockRecord;

/**
 * {@code trial.json}: what a trial measured, with its doubts.
 *
 * @param status what it is worth
 * @param reason why it is not valid; empty if it is
 * @param startedAt wall clock, ISO 8601 UTC
 * @param wallOffsetNs realtime minus monotonic, to show instants to people
 * @param redundancyRestoredNs monotonic instant at which redundancy was seen whole again; null if it was not, or no
 *     fault was injected
 * @param detectedNs first instant after the fault at which the design itself noticed, from its own log; null if it did
 *     not say
 * @param doubts what widens the uncertainty, one sentence each
 * @param actions what the operator's runbook did
 * @param interference what this machine and the lab's own parts did to it
 * @param workloads what was measured of each workload
 * @param files evidence of the trial as a whole, such as the states of mirrors
 */
public record TrialRecord(
        PlannedTrial plan,
        TrialStatus status,
        String reason,
        String startedAt,
        long wallOffsetNs,
        @Nullable PhaseClock phases,
        @Nullable ClockRecord clock,
        List<FaultRecord> faults,
        @Nullable Long redundancyRestoredNs,
        @Nullable Long detectedNs,
        List<FlowRecord> flows,
        List<String> doubts,
        List<ActionRecord> actions,
        Interference interference,
        List<WorkloadRecord> workloads,
        List<EvidenceFile> files) {

    public TrialRecord {
        faults = List.copyOf(faults);
        flows = List.copyOf(flows);
        doubts = List.copyOf(doubts);
        actions = List.copyOf(actions);
        workloads = List.copyOf(workloads);
        files = List.copyOf(files);
    }

    /** Every file of raw evidence, relative to the trial's folder. */
    @JsonIgnore
    public List<EvidenceFile> evidence() {
        return Stream.of(
                        flows.stream().flatMap(flow -> flow.files().stream()),
                        workloads.stream().flatMap(workload -> workload.files().stream()),
                        files.stream())
                .flatMap(some -> some)
                .toList();
    }
}
