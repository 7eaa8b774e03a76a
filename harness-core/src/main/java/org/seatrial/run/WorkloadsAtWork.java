package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.seatrial.lab.Lab;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.ExchangeLog;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.Workload;
import org.seatrial.traffic.WorkloadSession;

/** The workloads of one trial. */
final class WorkloadsAtWork implements AutoCloseable {

    private final Map<Workload, WorkloadSession> sessions = new LinkedHashMap<>();

    private WorkloadsAtWork() {}

    /** @throws org.seatrial.lab.LabException if a client cannot be made ready; then none is left open */
    static WorkloadsAtWork open(Lab lab, Adapters adapters, List<Workload> workloads, Duration longest) {
        WorkloadsAtWork all = new WorkloadsAtWork();
        try {
            for (Workload workload : workloads) {
                all.sessions.put(workload, adapters.generatorFor(workload, lab).open(lab, workload, longest));
            }
            return all;
        } catch (RuntimeException e) {
            try {
                all.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    void start(long atNs) {
        sessions.values().forEach(session -> session.start(atNs));
    }

    /** @throws TrialInvalidException unless every workload is answered well, before anything is broken */
    void proveSteady(long fromNs, long untilNs) {
        sessions.forEach((workload, session) -> {
            WorkloadSession.Progress progress = session.progress(fromNs, untilNs);
            if (progress.good() == 0 || progress.bad() > 0) {
                throw new TrialInvalidException("steady state not reached: of " + workload.name() + " "
                        + progress.good() + " exchanges were answered well and " + progress.bad() + " were not");
            }
        });
    }

    /** What could not be looked at is a doubt: healing must not wait for it, nor fail over it. */
    void beforeHealing(TrialDraft draft) {
        look(draft, WorkloadSession::beforeHealing);
        look(draft, WorkloadSession::lookAgain);
    }

    private void look(TrialDraft draft, Consumer<WorkloadSession> what) {
        sessions.forEach((workload, session) -> {
            try {
                what.accept(session);
            } catch (RuntimeException e) {
                draft.doubt(workload.name() + ": what the fault left could not be looked at: " + e.getMessage());
            }
        });
    }

    void stop() {
        each(WorkloadSession::stop);
    }

    /** One that fails keeps none of the others going. */
    private void each(Consumer<WorkloadSession> what) {
        RuntimeException first = null;
        for (WorkloadSession session : sessions.values()) {
            try {
                what.accept(session);
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Writes the evidence of every workload into the folder, and notes doubts about its clients in the draft. */
    void collect(Path folder, TrialDraft draft) {
        List<WorkloadRecord> records = new ArrayList<>();
        sessions.forEach((workload, session) -> {
            ExchangeLog log = new ExchangeLog();
            session.replay(log);
            try {
                Files.createDirectories(folder);
                List<EvidenceFile> files = new ArrayList<>();
                files.add(log.write(folder, workload.name() + ".exchanges.csv"));
                files.addAll(session.evidence(folder));
                long asked = log.exchanges().stream()
                        .filter(one -> one.answer() != Answer.UNASKED)
                        .count();
                records.add(new WorkloadRecord(
                        workload,
                        log.exchanges().size(),
                        asked,
                        files.getFirst().total(),
                        draft.exposed(workload.name()),
                        files));
            } catch (IOException e) {
                throw new UncheckedIOException("evidence could not be written to " + folder, e);
            }
            session.shortfalls().forEach(shortfall -> draft.doubt(workload.name() + ": " + shortfall));
        });
        draft.workloads(records);
    }

    @Override
    public void close() {
        each(WorkloadSession::close);
    }
}
