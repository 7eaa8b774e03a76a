package org.seatrial.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Interference;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.Standstill;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.ClockRecord;

/** The record of a trial while it runs. The first reason why it is not valid stays; only an abort outranks it. */
final class TrialDraft {

    private final PlannedTrial plan;
    private final Instant startedAt;
    private final long wallOffsetNs;
    private final List<String> doubts = new ArrayList<>();
    private final List<EvidenceFile> files = new ArrayList<>();
    private TrialStatus status = TrialStatus.VALID;
    private String reason = "";
    private @Nullable Exposure exposure;
    private @Nullable PhaseClock phases;
    private @Nullable ClockRecord clock;
    private @Nullable Long restoredNs;
    private @Nullable Long detectedNs;
    private List<FaultRecord> faults = List.of();
    private List<FlowRecord> flows = List.of();
    private List<WorkloadRecord> workloads = List.of();
    private List<ActionRecord> actions = List.of();
    private Interference interference = Interference.NONE;

    TrialDraft(PlannedTrial plan, Clock clock) {
        this.plan = plan;
        this.startedAt = clock.wall();
        this.wallOffsetNs = Duration.between(Instant.EPOCH, startedAt).toNanos() - clock.monotonicNanos();
    }

    PlannedTrial plan() {
        return plan;
    }

    void invalid(String why) {
        if (status == TrialStatus.VALID) {
            status = TrialStatus.INVALID;
            reason = why;
        }
    }

    void aborted(String why) {
        if (status != TrialStatus.ABORTED) {
            reason = status == TrialStatus.INVALID ? why + "; before that: " + reason : why;
            status = TrialStatus.ABORTED;
        }
    }

    void doubt(String why) {
        doubts.add(why);
    }

    boolean valid() {
        return status == TrialStatus.VALID;
    }

    boolean aborted() {
        return status == TrialStatus.ABORTED;
    }

    void exposure(Exposure seen) {
        exposure = seen;
    }

    /** Streams of a flow seen at the faulted elements; -1 where nobody looked. */
    int exposedStreams(String flow) {
        return exposure == null ? -1 : exposure.of(flow);
    }

    /** Whether exchanges of a workload were seen at the faulted elements. */
    boolean exposed(String workload) {
        return exposure != null && exposure.workloads().contains(workload);
    }

    void phases(PhaseClock instants) {
        phases = instants;
    }

    void clock(ClockRecord relation) {
        clock = relation;
    }

    void redundancyRestored(long ns) {
        restoredNs = ns;
    }

    void detected(@Nullable Long ns) {
        detectedNs = ns;
    }

    void faults(List<FaultRecord> records) {
        faults = records;
    }

    void flows(List<FlowRecord> records) {
        flows = records;
    }

    void workloads(List<WorkloadRecord> records) {
        workloads = records;
    }

    /** Evidence of the trial as a whole. */
    void file(EvidenceFile written) {
        files.add(written);
    }

    void actions(List<ActionRecord> records) {
        actions = records;
    }

    void interference(Interference seen) {
        interference = seen;
        doubts.addAll(seen.doubts());
    }

    /** Of what was seen so far. */
    List<Standstill> standstills() {
        return interference.standstills();
    }

    TrialRecord record() {
        return new TrialRecord(
                plan,
                status,
                reason,
                startedAt.toString(),
                wallOffsetNs,
                phases,
                clock,
                faults,
                restoredNs,
                detectedNs,
                flows,
                doubts,
                actions,
                interference,
                workloads,
                files);
    }
}
