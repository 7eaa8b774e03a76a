package org.seatrial.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Call;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.GuestAnswer;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;

/** Access to the raw evidence that trial records list. */
public interface Evidence {

    /**
     * The delays of a flow; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    Optional<DelayIntervals> delays(TrialRecord trial, FlowRecord flow) throws IOException;

    /**
     * The outages of a flow; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    Optional<OutageLog> outages(TrialRecord trial, FlowRecord flow) throws IOException;

    /**
     * The steps of a search for the throughput of a flow; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<List<LoadStep>> loadSteps(TrialRecord trial, FlowRecord flow) throws IOException {
        return Optional.empty();
    }

    /**
     * The windows of a flow that carries speech; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<List<SpeechWindow>> speech(TrialRecord trial, FlowRecord flow) throws IOException {
        return Optional.empty();
    }

    /**
     * The exchanges of a workload; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<List<Exchange>> exchanges(TrialRecord trial, WorkloadRecord workload) throws IOException {
        return Optional.empty();
    }

    /**
     * The calls of a workload that makes some; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<List<Call>> calls(TrialRecord trial, WorkloadRecord workload) throws IOException {
        return Optional.empty();
    }

    /**
     * What was seen of the lab's mirrors; empty if the trial's record lists nothing.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<List<MirrorSpan>> mirrors(TrialRecord trial) throws IOException {
        return Optional.empty();
    }

    /**
     * What a copy of a volume held; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<SurvivingCopy> survivingCopy(TrialRecord trial, WorkloadRecord workload) throws IOException {
        return Optional.empty();
    }

    /**
     * What virtual machines said in the answers of a workload; empty if the trial's record lists none.
     *
     * @throws IOException naming the file, if it is listed and missing or damaged
     */
    default Optional<List<GuestAnswer>> guestAnswers(TrialRecord trial, WorkloadRecord workload) throws IOException {
        return Optional.empty();
    }
}
