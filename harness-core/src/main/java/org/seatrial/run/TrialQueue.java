package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;

/** The planned trials of one lab, in order. A spare runs only if a trial of its kind was invalid and not yet replaced. */
final class TrialQueue {

    private final List<PlannedTrial> trials;
    private final RunFolder folder;
    private final Logbook log;
    private final Cancellation cancellation;
    private final ProgressListener progress;
    private final RunProgress done;
    private final Map<String, Integer> toReplace = new HashMap<>();

    TrialQueue(
            List<PlannedTrial> trials,
            RunFolder folder,
            Logbook log,
            Cancellation cancellation,
            ProgressListener progress,
            RunProgress done) {
        this.trials = List.copyOf(trials);
        this.folder = folder;
        this.log = log;
        this.cancellation = cancellation;
        this.progress = progress;
        this.done = done;
    }

    List<PlannedTrial> trials() {
        return trials;
    }

    /** Whether nothing is left to do, so that no lab is needed. */
    boolean allFinished() {
        return trials.stream().allMatch(trial -> trial.spare() || finished(trial) != null)
                && trials.stream().noneMatch(trial -> {
                    TrialRecord record = finished(trial);
                    return record != null && record.status() == TrialStatus.INVALID;
                });
    }

    /** Runs every trial that has not yet finished; returns early if the run is asked to stop. */
    void runAll(TrialLoop loop) {
        for (PlannedTrial trial : trials) {
            if (trial.spare() && toReplace.getOrDefault(kind(trial.key()), 0) == 0) {
                continue;
            }
            TrialRecord record = finished(trial);
            if (record == null) {
                cancellation.check();
                record = run(trial, loop);
            }
            count(trial, record);
        }
    }

    /** Records every trial that has not yet finished as aborted; spares would replace nothing. */
    void abortAll(String reason) {
        for (PlannedTrial trial : trials) {
            if (!trial.spare() && finished(trial) == null) {
                TrialDraft draft = new TrialDraft(trial, log.clock());
                draft.aborted(reason);
                keep(trial, draft.record());
            }
        }
    }

    private TrialRecord run(PlannedTrial trial, TrialLoop loop) {
        Path place = folder.trial(trial.key());
        empty(place);
        progress.trialStarted(done.index(trial), done.of(), trial.key(), done.timeLeft(trial));
        log.events().now("trial-started", trial.key().path(), "");
        log.events().sync();
        TrialRecord record = loop.run(trial, place);
        keep(trial, record);
        log.events().now("trial-finished", trial.key().path(), record.status() + " " + record.reason());
        log.events().sync();
        progress.trialFinished(record, place);
        return record;
    }

    private void count(PlannedTrial trial, TrialRecord record) {
        String kind = kind(trial.key());
        if (trial.spare()) {
            toReplace.merge(kind, -1, Integer::sum);
        }
        if (record.status() == TrialStatus.INVALID) {
            toReplace.merge(kind, 1, Integer::sum);
        }
    }

    private void keep(PlannedTrial trial, TrialRecord record) {
        try {
            folder.writeJson(folder.trialRecord(trial.key()), record);
        } catch (IOException e) {
            throw new UncheckedIOException("the record of " + trial.key().path() + " could not be kept", e);
        }
    }

    /** The record of a trial that an earlier part of the run finished; an aborted one runs again. */
    private @Nullable TrialRecord finished(PlannedTrial trial) {
        Path file = folder.trialRecord(trial.key());
        if (!Files.exists(file)) {
            return null;
        }
        try {
            TrialRecord record = folder.readJson(file, TrialRecord.class);
            return record.status() == TrialStatus.ABORTED ? null : record;
        } catch (IOException e) {
            throw new UncheckedIOException("the record of " + trial.key().path() + " cannot be read", e);
        }
    }

    /** What a trial that died left behind must not be taken for evidence of the one that now runs. */
    private static void empty(Path place) {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + place, e);
        }
    }

    private static String kind(TrialKey key) {
        return key.lab() + "/" + key.trial();
    }

    /** How far the whole run is. */
    record RunProgress(List<PlannedTrial> planned) {

        RunProgress {
            planned = planned.stream().filter(trial -> !trial.spare()).toList();
        }

        int of() {
            return planned.size();
        }

        /** From 1; a spare counts as the last trial of its kind. */
        int index(PlannedTrial trial) {
            int last = planned.size();
            for (int i = 0; i < planned.size(); i++) {
                PlannedTrial other = planned.get(i);
                if (other.key().equals(trial.key())) {
                    return i + 1;
                }
                if (kind(other.key()).equals(kind(trial.key()))) {
                    last = i + 1;
                }
            }
            return last;
        }

        Duration timeLeft(PlannedTrial trial) {
            return planned.stream()
                    .skip(index(trial) - 1L)
                    .map(PlannedTrial::expected)
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }
}
