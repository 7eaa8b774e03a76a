package org.seatrial.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.lab.LabBinding;
import org.seatrial.lab.LabProvider;
import org.seatrial.lab.Lacking;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.Planner;
import org.seatrial.report.attestation.PlanRegistrations;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteCatalogue;
import org.seatrial.suite.SuiteReader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that name a suite and a plan, shared by the verbs that take them. */
final class SuiteArguments {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SUITE",
            description = "NAME[@VERSION] of an installed suite, or a folder.")
    private String suite = "";

    @Option(names = "--lab", paramLabel = "FILE", description = "Replaces the suite's lab file for this run.")
    private @Nullable Path lab;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "certify (default): the whole. smoke: every trial once; certifies nothing.")
    private @Nullable PlanKind kind;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Seed of all random decisions; default: drawn anew and recorded.")
    private @Nullable Long seed;

    @Option(
            names = "--registered",
            paramLabel = "FILE",
            description = "A plan that was signed before the run (seatrial register): its seed is used, and the report"
                    + " says what was run otherwise.")
    private @Nullable Path registered;

    /** The plan that was signed before the run. */
    Optional<Path> registered() {
        return Optional.ofNullable(registered);
    }

    static SuiteCatalogue catalogue() {
        List<Path> roots = new ArrayList<>();
        Path installed = Product.home().resolve("suites");
        if (Files.isDirectory(installed)) {
            roots.add(installed);
        }
        return new SuiteCatalogue(roots);
    }

    /** @throws InputException with every problem of the suite, its topology and its lab files */
    Suite read() {
        SuiteCatalogue catalogue = catalogue();
        if (suite.isEmpty()) {
            throw new InputException(new Problem(
                    "SUITE", "", "", "no suite was named", "NAME, NAME@VERSION or a folder", "seatrial list suites"));
        }
        Suite read = readFrom(catalogue.find(suite));
        refuseProgramsThatCannotRun(read);
        return read;
    }

    /** Only of a suite that is to be run: a run's copy that came by mail has lost its permissions and is still evidence. */
    private static void refuseProgramsThatCannotRun(Suite read) {
        List<Problem> problems = read.trials().stream()
                .flatMap(trial -> trial.actions().stream())
                .flatMap(action -> Stream.of(action.run(), action.undo()))
                .filter(command -> !command.isEmpty())
                .map(command -> read.folder().resolve(command.getFirst()))
                .distinct()
                .filter(file -> !Files.isExecutable(file))
                .map(file -> new Problem(
                        file.toString(),
                        "",
                        "",
                        "this program of a recovery action is not executable",
                        "an executable file",
                        "chmod +x " + file))
                .toList();
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }

    /** The same of a folder, for a run's own copy. */
    Suite readFrom(Path folder) {
        SuiteCatalogue catalogue = catalogue();
        Optional<Path> override = Optional.ofNullable(lab).map(file -> besideSuite(folder, file));
        Suite read = SuiteReader.read(folder, override, Optional.of(catalogue.released()));
        List<Problem> problems = new ArrayList<>();
        for (LabBinding binding : read.labs().values()) {
            problems.addAll(provider(binding).check(read.design(), binding));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return read;
    }

    /** A lab file may be named as it is called beside the suite. */
    private static Path besideSuite(Path folder, Path file) {
        return Files.exists(file) ? file : folder.resolve(file);
    }

    Plan plan(Suite read) {
        return Planner.plan(read, kind == null ? PlanKind.CERTIFY : kind, seed());
    }

    private long seed() {
        if (seed != null) {
            return seed;
        }
        try {
            return registered == null ? new SecureRandom().nextLong() : PlanRegistrations.seed(registered);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * In a run that is resumed everything is decided.
     *
     * @throws InputException if an argument that was given says otherwise
     */
    void refuseOtherThan(Plan planned) {
        List<Problem> problems = new ArrayList<>();
        if (!suite.isEmpty() && !readFrom(catalogue().find(suite)).digest().equals(planned.suiteDigest())) {
            problems.add(decided("SUITE", suite, planned.suite() + "@" + planned.version() + " as it was then"));
        }
        if (kind != null && kind != planned.kind()) {
            problems.add(decided("--plan", kind.text(), planned.kind().text()));
        }
        if (seed != null && seed != planned.seed()) {
            problems.add(decided("--seed", seed.toString(), Long.toString(planned.seed())));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }

    private static Problem decided(String argument, String given, String planned) {
        return new Problem(
                argument,
                "",
                given,
                "is not what the run that is to be resumed was planned with",
                planned,
                "leave " + argument + " out, or start a new run without --resume");
    }

    /** What this machine lacks for the suite's labs and the workloads of its trials, each once. */
    static List<Lacking> lacking(Suite read) {
        Stream<Lacking> labs = read.labs().values().stream()
                .flatMap(binding -> provider(binding).lacking(read.design(), binding).stream());
        Stream<Lacking> workloads = read.workloads().stream()
                .filter(workload -> read.trials().stream()
                        .anyMatch(trial -> trial.workloads().contains(workload.name())))
                .flatMap(workload -> Plugged.adapters().workloads().stream()
                        .flatMap(generator -> generator.lacking(workload).stream()));
        return Stream.concat(labs, workloads).distinct().toList();
    }

    private static LabProvider provider(LabBinding binding) {
        return Plugged.adapters().labs().stream()
                .filter(provider -> provider.name().equals(binding.provider()))
                .findFirst()
                .orElseThrow(() -> new InputException(new Problem(
                        binding.file().toString(),
                        "lab",
                        binding.provider(),
                        "no lab provider of that name is installed",
                        String.join(
                                ", ",
                                Plugged.adapters().labs().stream()
                                        .map(LabProvider::name)
                                        .toList()),
                        "seatrial list labs")));
    }
}
