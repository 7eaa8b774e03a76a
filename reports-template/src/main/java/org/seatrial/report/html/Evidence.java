package org.seatrial.report.html;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.ExchangeLog;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStepList;
import org.seatrial.recording.MirrorLog;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.Noticed;
import org.seatrial.recording.NoticedLog;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;

/**
 * Reads the raw recordings for the plots. What cannot be read is left out of the plots and told beside them: a
 * rendering must come about even of a damaged run, and must not look whole.
 */
final class Evidence {

    private final RunFolder folder;
    private final List<String> unreadable = new ArrayList<>();
    private final Map<Path, Optional<OutageLog>> read = new HashMap<>();
    private final Map<Path, List<Exchange>> exchanged = new HashMap<>();

    Evidence(Path runFolder) {
        this.folder = new RunFolder(runFolder);
    }

    /** Every file that could not be read so far, and why. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /** The outages of a flow in a trial; empty if they are not known, which is not the same as none. */
    Optional<OutageLog> outages(TrialRecord trial, FlowRecord flow) {
        return file(flow, ".outages.csv")
                .flatMap(file -> read.computeIfAbsent(place(trial).resolve(file.path()), path -> read(trial, file)));
    }

    private Optional<OutageLog> read(TrialRecord trial, EvidenceFile file) {
        try {
            return Optional.of(OutageList.read(place(trial), file));
        } catch (IOException e) {
            unreadable.add(reason(e));
            return Optional.empty();
        }
    }

    /** The delays of a flow in several trials, merged, by phase; a phase without samples is absent. */
    Map<Phase, Histogram> delays(List<TrialRecord> trials, String flow) {
        Map<Phase, Histogram> merged = new EnumMap<>(Phase.class);
        for (TrialRecord trial : trials) {
            for (FlowRecord record : trial.flows()) {
                if (record.flow().equals(flow)) {
                    file(record, ".delay.hlog").ifPresent(file -> addDelays(trial, file, merged));
                }
            }
        }
        return merged;
    }

    /** The steps of a search for throughput, in the order in which they ran; empty if there was none. */
    List<LoadStep> loadSteps(TrialRecord trial, FlowRecord flow) {
        Optional<EvidenceFile> file = file(flow, ".throughput.csv");
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return LoadStepList.read(place(trial), file.get());
        } catch (IOException e) {
            unreadable.add(reason(e));
            return List.of();
        }
    }

    /** The exchanges of a workload, by stream and sequence; empty if they are not known. */
    List<Exchange> exchanges(TrialRecord trial, WorkloadRecord workload) {
        Optional<EvidenceFile> file = workload.files().stream()
                .filter(one -> one.path().endsWith(".exchanges.csv"))
                .findFirst();
        return file.isEmpty()
                ? List.of()
                : exchanged.computeIfAbsent(
                        place(trial).resolve(file.get().path()), path -> exchanges(trial, file.get()));
    }

    /** What was seen of the lab's mirrors, one after the other; empty if nothing is known. */
    List<MirrorSpan> mirrors(TrialRecord trial) {
        Optional<EvidenceFile> file = listed(trial, MirrorLog.NAME);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return MirrorLog.read(place(trial), file.get());
        } catch (IOException e) {
            unreadable.add(reason(e));
            return List.of();
        }
    }

    /** What the design logged about itself, by time; empty if nothing is known. */
    List<Noticed> noticed(TrialRecord trial) {
        Optional<EvidenceFile> file = listed(trial, NoticedLog.NAME);
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return NoticedLog.read(place(trial), file.get());
        } catch (IOException e) {
            unreadable.add(reason(e));
            return List.of();
        }
    }

    private static Optional<EvidenceFile> listed(TrialRecord trial, String name) {
        return trial.files().stream().filter(one -> one.path().equals(name)).findFirst();
    }

    private List<Exchange> exchanges(TrialRecord trial, EvidenceFile file) {
        try {
            return ExchangeLog.read(place(trial), file);
        } catch (IOException e) {
            unreadable.add(reason(e));
            return List.of();
        }
    }

    private void addDelays(TrialRecord trial, EvidenceFile file, Map<Phase, Histogram> merged) {
        try {
            DelayIntervals delays = HistogramLog.readByPhase(place(trial), file);
            for (Phase phase : Phase.values()) {
                Histogram samples = delays.merged(EnumSet.of(phase));
                if (samples.getTotalCount() > 0) {
                    Histogram sum = merged.get(phase);
                    if (sum == null) {
                        merged.put(phase, samples);
                    } else {
                        sum.add(samples);
                    }
                }
            }
        } catch (IOException e) {
            unreadable.add(reason(e));
        }
    }

    private Path place(TrialRecord trial) {
        return folder.trial(trial.plan().key());
    }

    private String reason(IOException e) {
        return String.valueOf(e.getMessage()).replace(folder.root() + "/", "");
    }

    private static Optional<EvidenceFile> file(FlowRecord flow, String ending) {
        return flow.files().stream()
                .filter(file -> file.path().endsWith(ending))
                .findFirst();
    }
}
