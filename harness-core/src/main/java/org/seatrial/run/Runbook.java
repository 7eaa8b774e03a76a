package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.NodeProgram;
import org.seatrial.lab.ProcessControl;
import org.seatrial.lab.RunningProgram;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.ActionRecord;

/**
 * The recovery actions of one trial: each is started when it is due and taken back after healing. A program that fails
 * is a result, kept and judged; it stops nothing.
 */
final class Runbook {

    private static final String NOT_RUN = "it was not run";
    private static final long POLL_NS = 5_000_000L;

    private final Lab lab;
    private final Logbook log;
    private final Healing healing;
    private final String trial;
    private final Path folder;
    private final List<Step> steps = new ArrayList<>();
    private long fromNs = Long.MAX_VALUE;
    private int next;

    /**
     * Prepares what the plan holds. Touches nothing.
     *
     * @param suite the run's own copy of the suite's folder, where the programs are
     * @param folder where what they print is kept
     * @throws LabException if the lab cannot run programs and there are some
     */
    Runbook(PlannedTrial plan, Lab lab, Logbook log, Healing healing, Path suite, Path folder) {
        this.lab = lab;
        this.log = log;
        this.healing = healing;
        this.trial = plan.key().path();
        this.folder = folder;
        for (RecoveryAction action : plan.actions()) {
            Map<String, String> environment = environment(plan, action);
            NodeProgram run =
                    program(action, action.run(), action.within(), environment, suite, folder.resolve(output(action)));
            Undo undo = action.undo().isEmpty()
                    ? null
                    : control()
                            .prepareProgram(
                                    program(
                                            action,
                                            action.undo(),
                                            action.undoWithin(),
                                            environment,
                                            suite,
                                            folder.resolve(action.name() + ".undo.log")),
                                    trial + "#" + action.name(),
                                    "take back recovery action " + action.name() + " on " + action.node());
            steps.add(new Step(action, run, undo));
        }
    }

    private static String output(RecoveryAction action) {
        return action.name() + ".action.log";
    }

    private static NodeProgram program(
            RecoveryAction action,
            List<String> command,
            Duration within,
            Map<String, String> environment,
            Path suite,
            Path output) {
        List<String> whole = new ArrayList<>(command);
        whole.set(0, suite.resolve(command.getFirst()).normalize().toString());
        return new NodeProgram(action.node(), whole, suite, environment, output, within);
    }

    private static Map<String, String> environment(PlannedTrial plan, RecoveryAction action) {
        return Map.of(
                "SEATRIAL_TRIAL", plan.key().path(),
                "SEATRIAL_NODE", action.node(),
                "SEATRIAL_ACTION", action.name(),
                "SEATRIAL_FAULTS",
                        plan.faults().stream()
                                .map(planned -> planned.fault().kindName() + " "
                                        + planned.fault().target())
                                .collect(Collectors.joining("\n")));
    }

    private ProcessControl control() {
        return lab.processes()
                .orElseThrow(() ->
                        new LabException("lab " + lab.id() + " (" + lab.facts().provider()
                                + ") cannot run programs in nodes, and the trial has recovery actions"));
    }

    /** The trial's first fault was commanded: offsets count from here. */
    void faultStruck(long ns) {
        fromNs = ns;
    }

    /** When the next action is due; {@link Long#MAX_VALUE} if none is left, or no fault has struck. */
    long nextDueNs() {
        return fromNs == Long.MAX_VALUE || next == steps.size()
                ? Long.MAX_VALUE
                : fromNs + steps.get(next).action.after().toNanos();
    }

    /** Starts the next action. From here on it is taken back, whatever became of it. */
    void startNext() {
        Step step = steps.get(next);
        next++;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of " + trial + " cannot be made", e);
        }
        if (step.undo != null) {
            log.ledger().undo(step.undo);
            step.inForce = true;
        }
        try {
            RunningProgram program = control().start(step.program);
            step.running = program;
            log.events()
                    .at(
                            program.startedNs(),
                            "recovery-action-started",
                            trial,
                            step.action.name() + " on " + step.action.node());
        } catch (LabException e) {
            step.failure = "it could not be started: " + e.getMessage();
        }
    }

    /** Waits for what still runs; each action ends in its time, or is ended then. */
    void await(Clock clock, Cancellation cancellation) {
        for (Step step : steps) {
            if (step.running != null && step.end == null) {
                while (!step.running.ended()) {
                    cancellation.sleepUntil(clock, clock.monotonicNanos() + POLL_NS);
                }
                step.end = step.running.await();
            }
        }
    }

    /** Kills what still runs. */
    void stop() {
        for (Step step : steps) {
            if (step.running != null) {
                step.running.close();
            }
        }
    }

    /** Takes back what was done, the last first. Never throws; returns what could not be taken back. */
    List<String> undoAll() {
        List<String> failures = new ArrayList<>();
        for (Step step : steps.reversed()) {
            if (step.undo != null && step.inForce) {
                try {
                    step.undone = healing.heal(step.undo);
                    step.inForce = false;
                } catch (RuntimeException | Error e) {
                    failures.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return failures;
    }

    /** What became of each action, in the order of the plan. */
    List<ActionRecord> records() {
        return steps.stream().map(Step::record).toList();
    }

    /** Notes in the events how each action ended. */
    void note() {
        for (Step step : steps) {
            RunningProgram.End end = step.end;
            if (end != null) {
                log.events().at(end.atNs(), "recovery-action-ended", trial, step.action.name() + " " + step.failure());
            }
        }
    }

    /** One action. */
    private static final class Step {
        final RecoveryAction action;
        final NodeProgram program;
        final @Nullable Undo undo;
        boolean inForce;
        String failure = NOT_RUN;

        @Nullable
        RunningProgram running;

        RunningProgram.@Nullable End end;

        @Nullable
        Commanded undone;

        Step(RecoveryAction action, NodeProgram program, @Nullable Undo undo) {
            this.action = action;
            this.program = program;
            this.undo = undo;
        }

        String failure() {
            if (running == null) {
                return failure;
            }
            if (end == null) {
                return "it was stopped before it ended";
            }
            OptionalInt code = end.exitCode();
            if (code.isEmpty()) {
                return "it did not end within " + action.within().toMillis() + " ms and was killed";
            }
            return code.getAsInt() == 0 ? "" : "it ended with exit code " + code.getAsInt();
        }

        ActionRecord record() {
            Optional<RunningProgram.End> ended = Optional.ofNullable(end);
            OptionalInt code = ended.map(RunningProgram.End::exitCode).orElse(OptionalInt.empty());
            return new ActionRecord(
                    action,
                    running == null ? null : running.startedNs(),
                    ended.map(RunningProgram.End::atNs).orElse(null),
                    code.isPresent() ? code.getAsInt() : null,
                    failure(),
                    running == null ? "" : output(action),
                    undone);
        }
    }
}
