package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LabReclaim;
import org.seatrial.lab.LeftLab;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.ExitCode;
import org.seatrial.run.RunLock;
import org.seatrial.run.Salvage;
import org.seatrial.run.SystemClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Heals and removes what dead runs left. */
@Command(
        name = "recover",
        mixinStandardHelpOptions = true,
        description = {
            "Heals and removes what a dead run left; says what it did. May be repeated.",
            "Exit code 0 when everything is safe, 4 when something could not be restored, 3 when the run is going on."
        })
final class RecoverVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run folder; default: every run below --runs and every lab of this machine.")
    private @Nullable Path run;

    @Option(names = "--runs", paramLabel = "DIR", description = "Where run folders are; default: runs.")
    private Path runs = Path.of("runs");

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path named = run;
        boolean safe;
        if (named != null) {
            if (!Files.isRegularFile(new RunFolder(named).plan())) {
                throw new InputException(new Problem(
                        "RUN",
                        "",
                        named.toString(),
                        "is not a run folder: it has no plan.json",
                        "a folder below " + runs,
                        "ls " + runs));
            }
            safe = recover(new RunFolder(named), out);
        } else {
            safe = recoverAll(out);
        }
        out.flush();
        return safe ? ExitCode.ACCEPTED.code() : ExitCode.UNSAFE.code();
    }

    /** What is going on is told and left alone. */
    private boolean recoverAll(PrintWriter out) throws IOException {
        boolean safe = true;
        Set<RunFolder> folders = new LinkedHashSet<>(below(runs));
        ownersOfLabs().forEach(folders::add);
        for (RunFolder folder : folders) {
            try {
                safe &= recover(folder, out);
            } catch (LabException goingOn) {
                out.println(goingOn.getMessage());
            }
        }
        return removeOrphans(out) && safe;
    }

    @SuppressWarnings("try") // the lock is held, not used
    private static boolean recover(RunFolder folder, PrintWriter out) throws IOException {
        try (RunLock lock = RunLock.take(folder, RunLock.Holder.RESCUE)) {
            Salvage.Result result =
                    new Salvage(Plugged.adapters(), folder, new SystemClock(), Isolation.quarantine()).rescue();
            out.printf("run %s: %s%n", folder.root(), words(result));
            result.healed().forEach(what -> out.printf("  healed: %s%n", what));
            result.removed().forEach(what -> out.printf("  removed: %s%n", what));
            result.failures().forEach(what -> out.printf("  FAILED: %s%n", what));
            return result.failures().isEmpty();
        }
    }

    private static String words(Salvage.Result result) {
        if (!result.failures().isEmpty()) {
            return "NOT SAFE: something could not be restored";
        }
        return result.nothing() ? "healthy, nothing was left" : "safe now";
    }

    private static List<RunFolder> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(RunFolder::new)
                    .filter(run -> Files.isRegularFile(run.plan()))
                    .sorted(Comparator.comparing(RunFolder::root))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", failed);
        }
    }

    /** Runs elsewhere that labs of this machine belong to. */
    private static List<RunFolder> ownersOfLabs() {
        return reclaims()
                .flatMap(reclaim -> reclaim.registered().stream())
                .map(LeftLab::logs)
                .map(RecoverVerb::runOf)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The run that a lab's logs are kept in. */
    private static Optional<RunFolder> runOf(Path logs) {
        return Stream.iterate(logs, Objects::nonNull, Path::getParent)
                .map(RunFolder::new)
                .filter(candidate -> Files.isRegularFile(candidate.plan()))
                .findFirst();
    }

    /** Labs whose run folder is gone, or that never had one. */
    private static boolean removeOrphans(PrintWriter out) {
        boolean safe = true;
        for (LabReclaim reclaim : reclaims().toList()) {
            for (LeftLab lab : reclaim.registered()) {
                if (lab.owned() || runOf(lab.logs()).isPresent()) {
                    continue;
                }
                try {
                    reclaim.remove(lab);
                    out.printf("lab %s, of no run: removed%n", lab.id());
                } catch (LabException failed) {
                    safe = false;
                    out.printf("lab %s, of no run: FAILED: %s%n", lab.id(), failed.getMessage());
                }
            }
        }
        return safe;
    }

    private static Stream<LabReclaim> reclaims() {
        return Plugged.adapters().labs().stream()
                .filter(LabReclaim.class::isInstance)
                .map(LabReclaim.class::cast);
    }
}
