package org.seatrial.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.LabBinding;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.suite.Suite;

/**
 * Carries out a plan: reserve the run folder, keep what the run rests on, then lab by lab bring up, self-test, trials
 * and tear down, and last say whether everything is as it was.
 */
public final class AcceptanceRun {

    private static final DateTimeFormatter FOLDER_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);
    private static final int FOLDERS_A_SECOND = 100;

    private final Adapters adapters;
    private final Clock clock;
    private final Cancellation cancellation;
    private final ProgressListener progress;
    private final Watchdog watchdog;
    private final Quarantine quarantine;

    /** A run that nobody watches: for labs that are not real. */
    public AcceptanceRun(Adapters adapters, Clock clock, Cancellation cancellation, ProgressListener progress) {
        this(adapters, clock, cancellation, progress, Watchdog.NONE, Quarantine.NONE);
    }

    public AcceptanceRun(
            Adapters adapters,
            Clock clock,
            Cancellation cancellation,
            ProgressListener progress,
            Watchdog watchdog,
            Quarantine quarantine) {
        this.adapters = adapters;
        this.clock = clock;
        this.cancellation = cancellation;
        this.progress = progress;
        this.watchdog = watchdog;
        this.quarantine = quarantine;
    }

    /**
     * Carries out a plan in a new run folder.
     *
     * @param runs the folder that holds run folders; made if it is missing
     * @param toolVersion for the certificate
     */
    public RunOutcome run(Suite suite, Plan plan, Path runs, String toolVersion) throws IOException {
        RunFolder folder = reserve(runs, suite);
        folder.copySuite(suite.folder());
        folder.writeJson(folder.environment(), MachineFacts.read(toolVersion));
        // Last: a folder with a plan holds everything that the run needs to be resumed.
        folder.writeJson(folder.plan(), plan);
        return carryOut(folder, suite, plan, Optional.empty());
    }

    /**
     * Goes on with a run that stopped or died: heals what it left, keeps finished trials, runs the rest.
     *
     * @param suite read from the run folder's own copy, with the lab files that were used
     * @throws InputException if the suite is not the one that was planned
     */
    public RunOutcome resume(RunFolder folder, Suite suite) throws IOException {
        Plan plan = folder.readJson(folder.plan(), Plan.class);
        if (!plan.suiteDigest().equals(suite.digest())) {
            throw new InputException(new Problem(
                    folder.suite().toString(),
                    "",
                    suite.digest(),
                    "the suite is not the one that was planned",
                    plan.suiteDigest(),
                    "start a new run"));
        }
        plan.labDigests().forEach((name, digest) -> {
            LabBinding lab = suite.labs().get(name);
            if (lab == null || !lab.digest().equals(digest)) {
                throw new InputException(new Problem(
                        lab == null ? folder.suite().toString() : lab.file().toString(),
                        "lab " + name,
                        lab == null ? "" : lab.digest(),
                        "the lab file is not the one that was planned",
                        digest,
                        "name the run's own with --lab FILE, or start a new run"));
            }
        });
        Instant startedAt = Files.exists(folder.run())
                ? Instant.parse(folder.readJson(folder.run(), RunRecord.class).startedAt())
                : Files.getLastModifiedTime(folder.plan()).toInstant();
        return carryOut(folder, suite, plan, Optional.of(startedAt));
    }

    /** @param resumed when the run that is resumed was started; empty for a new one */
    @SuppressWarnings("try") // the lock is held, not used
    private RunOutcome carryOut(RunFolder folder, Suite suite, Plan plan, Optional<Instant> resumed)
            throws IOException {
        Instant startedAt = resumed.orElseGet(clock::wall);
        List<String> failures = new ArrayList<>();
        Optional<String> stopped = Optional.of("internal error");
        try (RunLock lock = reopened(folder, plan, resumed.isPresent());
                Ledger ledger = new Ledger(folder.ledger());
                EventLog events = new EventLog(folder.events(), clock)) {
            Guard guard = new Guard(watchdog, folder, events);
            Logbook log = new Logbook(clock, ledger, events, guard);
            try {
                events.now("run-started", "", suite.name() + "@" + suite.version());
                progress.runStarted(plan, finished(folder, plan));
                failures.addAll(leftovers(folder));
                if (failures.isEmpty()) {
                    stages(folder, suite, plan, log).forEach((name, stage) -> {
                        if (cancellation.reason().isEmpty()) {
                            failures.addAll(stage.run());
                        }
                    });
                    stopped = cancellation.reason();
                } else {
                    stopped = Optional.of("what the dead run left could not be healed");
                }
            } catch (RuntimeException | Error e) {
                stopped = Optional.of("internal error: " + e);
                throw e;
            } finally {
                cancellation.absorbInterrupt();
                finish(folder, startedAt, stopped, failures, log);
                guard.dismiss(failures);
            }
            return new RunOutcome(folder, stopped, restore(folder, failures));
        }
    }

    private Map<String, LabStage> stages(RunFolder folder, Suite suite, Plan plan, Logbook log) {
        Map<String, List<PlannedTrial>> byLab = new LinkedHashMap<>();
        plan.trials()
                .forEach(trial -> byLab.computeIfAbsent(trial.key().lab(), lab -> new ArrayList<>())
                        .add(trial));
        List<PlannedTrial> inOrder =
                byLab.values().stream().flatMap(List::stream).toList();
        TrialQueue.RunProgress done = new TrialQueue.RunProgress(inOrder);
        Map<String, LabStage> stages = new LinkedHashMap<>();
        byLab.forEach((name, trials) -> {
            LabBinding binding = Optional.ofNullable(suite.labs().get(name))
                    .orElseThrow(() -> new IllegalStateException("the plan names no lab of the suite: " + name));
            TrialQueue queue = new TrialQueue(trials, folder, log, cancellation, progress, done);
            if (!queue.allFinished()) {
                stages.put(name, new LabStage(binding, suite, folder, adapters, log, cancellation, progress, queue));
            }
        });
        return stages;
    }

    /** Heals and removes what the run left that is resumed; returns what could not be. */
    private List<String> leftovers(RunFolder folder) {
        return new Salvage(adapters, folder, clock, quarantine)
                .run().failures().stream()
                        .map(failure -> "left by the interrupted run: " + failure)
                        .toList();
    }

    /**
     * Takes the lock of a folder and, of a run that is resumed, removes what said that it had ended.
     *
     * @throws org.seatrial.recording.EvidenceException if a finished trial is not as it was recorded
     */
    private static RunLock reopened(RunFolder folder, Plan plan, boolean resumed) throws IOException {
        RunLock lock = RunLock.take(folder, RunLock.Holder.RUN);
        if (!resumed) {
            return lock;
        }
        try {
            FinishedTrials.verify(folder, plan);
            folder.unseal();
            return lock;
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    private void finish(
            RunFolder folder, Instant startedAt, Optional<String> stopped, List<String> failures, Logbook log)
            throws IOException {
        if (!Files.exists(folder.labs())) {
            folder.writeJson(folder.labs(), List.of());
        }
        if (!Files.exists(folder.selfTest())) {
            folder.writeJson(folder.selfTest(), SelfTest.notMeasured("the self-test did not finish"));
        }
        isolate(folder, failures, log);
        folder.writeJson(folder.restore(), restore(folder, failures));
        folder.writeJson(
                folder.run(),
                new RunRecord(startedAt.toString(), clock.wall().toString(), stopped.isPresent(), stopped.orElse("")));
        log.events().now("run-finished", "", stopped.orElse(""));
        log.events().sync();
        progress.runFinished(stopped.orElse(""));
    }

    /** What is not as it was must not be broken again before somebody has looked at it. */
    private void isolate(RunFolder folder, List<String> failures, Logbook log) {
        Restore restore = restore(folder, failures);
        if (restore.allRestored()) {
            return;
        }
        try {
            quarantine.add(folder, adapters, clock.wall(), restore.failures());
            log.events().now("quarantined", "", restore.failures().getFirst());
        } catch (RuntimeException unwritten) {
            failures.add(String.valueOf(unwritten.getMessage()));
        }
    }

    private static Restore restore(RunFolder folder, List<String> failures) {
        Ledger.Contents ledger = Ledger.read(folder.ledger());
        List<String> all = new ArrayList<>(failures);
        ledger.open().forEach(undo -> all.add("not healed: " + undo.description()));
        return new Restore(all.isEmpty(), all);
    }

    private static int finished(RunFolder folder, Plan plan) {
        return (int) plan.trials().stream()
                .filter(trial -> Files.exists(folder.trialRecord(trial.key())))
                .count();
    }

    private RunFolder reserve(Path runs, Suite suite) throws IOException {
        Files.createDirectories(runs);
        String name = FOLDER_TIME.format(clock.wall()) + "-" + suite.name() + "-" + suite.version();
        for (int i = 1; i <= FOLDERS_A_SECOND; i++) {
            Path root = runs.resolve(i == 1 ? name : name + "." + i);
            try {
                return new RunFolder(Files.createDirectory(root));
            } catch (FileAlreadyExistsException taken) {
                // Another run began in the same second: the next number is free, or the one after.
            }
        }
        throw new FileAlreadyExistsException(runs.resolve(name).toString());
    }
}
