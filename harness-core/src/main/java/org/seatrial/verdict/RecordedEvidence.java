package org.seatrial.verdict;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Call;
import org.seatrial.recording.CallLog;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.ExchangeLog;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.GuestAnswer;
import org.seatrial.recording.GuestAnswerLog;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStepList;
import org.seatrial.recording.MirrorLog;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.SpeechLog;
import org.seatrial.recording.SpeechWindow;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;

/** The evidence in a run folder, each file read only if it is the one that its record lists. */
public record RecordedEvidence(RunFolder folder) implements Evidence {

    @Override
    public Optional<DelayIntervals> delays(TrialRecord trial, FlowRecord flow) throws IOException {
        Optional<EvidenceFile> file = EvidenceNames.listed(flow, EvidenceNames.delays(flow.flow()));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(HistogramLog.readByPhase(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<List<LoadStep>> loadSteps(TrialRecord trial, FlowRecord flow) throws IOException {
        Optional<EvidenceFile> file = EvidenceNames.listed(flow, EvidenceNames.throughput(flow.flow()));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(LoadStepList.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<List<SpeechWindow>> speech(TrialRecord trial, FlowRecord flow) throws IOException {
        Optional<EvidenceFile> file = EvidenceNames.listed(flow, EvidenceNames.speech(flow.flow()));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(SpeechLog.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<List<Exchange>> exchanges(TrialRecord trial, WorkloadRecord workload) throws IOException {
        String name = EvidenceNames.exchanges(workload.workload().name());
        Optional<EvidenceFile> file =
                workload.files().stream().filter(one -> one.path().equals(name)).findFirst();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(ExchangeLog.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<List<Call>> calls(TrialRecord trial, WorkloadRecord workload) throws IOException {
        String name = EvidenceNames.calls(workload.workload().name());
        Optional<EvidenceFile> file =
                workload.files().stream().filter(one -> one.path().equals(name)).findFirst();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(CallLog.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<List<MirrorSpan>> mirrors(TrialRecord trial) throws IOException {
        Optional<EvidenceFile> file = trial.files().stream()
                .filter(one -> one.path().equals(MirrorLog.NAME))
                .findFirst();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(MirrorLog.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<SurvivingCopy> survivingCopy(TrialRecord trial, WorkloadRecord workload) throws IOException {
        String name = EvidenceNames.ledger(workload.workload().name());
        Optional<EvidenceFile> file =
                workload.files().stream().filter(one -> one.path().equals(name)).findFirst();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(SurvivingCopy.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<List<GuestAnswer>> guestAnswers(TrialRecord trial, WorkloadRecord workload) throws IOException {
        String name = EvidenceNames.guestAnswers(workload.workload().name());
        Optional<EvidenceFile> file =
                workload.files().stream().filter(one -> one.path().equals(name)).findFirst();
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(GuestAnswerLog.read(folder.trial(trial.plan().key()), file.get()));
    }

    @Override
    public Optional<OutageLog> outages(TrialRecord trial, FlowRecord flow) throws IOException {
        Optional<EvidenceFile> file = EvidenceNames.listed(flow, EvidenceNames.outages(flow.flow()));
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(OutageList.read(folder.trial(trial.plan().key()), file.get()));
    }
}
