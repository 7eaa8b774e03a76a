package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.Fault;
import org.seatrial.fault.FaultKind;
import org.seatrial.fault.HealException;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabRequest;
import org.seatrial.plan.PlannedFault;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.SelfTests;
import org.seatrial.report.AcceptanceReport.LabUse;
import org.seatrial.suite.Suite;
import tools.jackson.core.type.TypeReference;

/** The trials of one lab: bring up, self-test, trials in the order of the plan, tear down whatever happened. */
final class LabStage {

    private final LabBinding binding;
    private final Suite suite;
    private final RunFolder folder;
    private final Adapters adapters;
    private final Logbook log;
    private final Cancellation cancellation;
    private final ProgressListener progress;
    private final TrialQueue queue;

    LabStage(
            LabBinding binding,
            Suite suite,
            RunFolder folder,
            Adapters adapters,
            Logbook log,
            Cancellation cancellation,
            ProgressListener progress,
            TrialQueue queue) {
        this.binding = binding;
        this.suite = suite;
        this.folder = folder;
        this.adapters = adapters;
        this.log = log;
        this.cancellation = cancellation;
        this.progress = progress;
        this.queue = queue;
    }

    /** Runs the trials; returns what could not be restored. */
    List<String> run() {
        LabHealth health = new LabHealth();
        List<String> failures = new ArrayList<>();
        progress.labStarting(binding.name());
        log.events().now("lab-starting", "", binding.name());
        Lab lab;
        try {
            Path logs = Files.createDirectories(folder.root().resolve("logs").resolve(binding.name()));
            lab = adapters.lab(binding.provider())
                    .bringUp(new LabRequest(
                            suite.design(),
                            binding,
                            links(FaultKind.Demand.CUTTABLE),
                            links(FaultKind.Demand.SHAPEABLE),
                            logs));
        } catch (LabException e) {
            progress.labFailed(binding.name(), String.valueOf(e.getMessage()));
            log.events().now("lab-failed", "", String.valueOf(e.getMessage()));
            queue.abortAll("lab did not come up: " + e.getMessage());
            return failures;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the log folder of lab " + binding.name(), e);
        }
        try {
            use(lab, health);
        } finally {
            cancellation.absorbInterrupt();
            failures.addAll(health.unhealed());
            log.events().now("lab-stopping", "", binding.name());
            try {
                lab.close();
            } catch (RuntimeException e) {
                failures.add("lab " + lab.id() + " could not be torn down: " + e.getMessage());
            }
        }
        log.events().now("lab-down", "", binding.name());
        health.unusable().ifPresent(cause -> progress.labFailed(binding.name(), cause));
        return failures;
    }

    private void use(Lab lab, LabHealth health) {
        progress.labUp(binding.name(), lab.facts());
        log.events().now("lab-up", "", binding.name() + " as " + lab.id());
        keepFacts(lab);
        try {
            log.ensureWatched();
            selfTest(lab, health);
            TrialLoop loop = new TrialLoop(lab, suite, adapters, log, cancellation, health, progress, folder.suite());
            queue.runAll(loop);
        } catch (LabException e) {
            progress.labFailed(binding.name(), String.valueOf(e.getMessage()));
            log.events().now("lab-failed", "", String.valueOf(e.getMessage()));
            queue.abortAll(String.valueOf(e.getMessage()));
        } catch (CancelledException e) {
            log.events().now("stopped", "", String.valueOf(e.getMessage()));
        }
    }

    private void selfTest(Lab lab, LabHealth health) {
        try {
            Calm.await(lab, log, cancellation);
            SelfTest result = new InstrumentTest(lab, adapters, log, cancellation)
                    .run(binding.name(), folder.root().resolve("self-test").resolve(binding.name()));
            Optional<SelfTest> before = Files.exists(folder.selfTest())
                    ? Optional.of(folder.readJson(folder.selfTest(), SelfTest.class))
                    : Optional.empty();
            folder.writeJson(folder.selfTest(), SelfTests.with(before, binding.name(), result));
            progress.selfTested(binding.name(), result);
        } catch (HealException e) {
            health.broken("self-test: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the self-test could not be kept", e);
        }
    }

    private void keepFacts(Lab lab) {
        try {
            List<LabUse> labs = new ArrayList<>();
            if (Files.exists(folder.labs())) {
                labs.addAll(folder.readJson(folder.labs(), new TypeReference<List<LabUse>>() {}));
                labs.removeIf(use -> use.name().equals(binding.name()));
            }
            labs.add(new LabUse(
                    binding.name(),
                    String.valueOf(binding.file().getFileName()),
                    binding.digest(),
                    lab.facts(),
                    lab.realisations()));
            folder.writeJson(folder.labs(), labs);
        } catch (IOException e) {
            throw new UncheckedIOException("the facts of lab " + lab.id() + " could not be kept", e);
        }
    }

    /** Links that faults of the plan strike in a way that the lab must be built for. */
    private Set<String> links(FaultKind.Demand demand) {
        return queue.trials().stream()
                .map(PlannedTrial::faults)
                .flatMap(List::stream)
                .map(PlannedFault::fault)
                .filter(fault -> fault.kind().demand() == demand)
                .map(Fault::target)
                .collect(Collectors.toSet());
    }
}
