package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.plan.Plan;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.attestation.PlanRegistrations;
import org.seatrial.run.AcceptanceRun;
import org.seatrial.run.Cancellation;
import org.seatrial.run.SystemClock;
import org.seatrial.suite.Suite;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments of verbs that run trials. */
final class ExecutionArguments {

    @Mixin
    private SuiteArguments arguments = new SuiteArguments();

    @Option(names = "--runs", paramLabel = "DIR", description = "Where run folders go; default: runs.")
    private Path runs = Path.of("runs");

    @Option(names = "--install", description = "Installs the Debian packages that the suite's lab needs.")
    private boolean install;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Goes on with a run that was stopped or killed: finished trials are kept, the rest runs.")
    private @Nullable Path resume;

    /** A run whose input is checked and whose machine has what it needs; nothing was made or started yet. */
    @FunctionalInterface
    interface Prepared {
        RunFolder run(Cancellation cancellation, PrintWriter out) throws IOException;
    }

    /** @throws InputException with every problem of the input */
    Prepared prepare(PrintWriter out) {
        if (resume != null) {
            return prepareToResume(resume, out);
        }
        Suite suite = arguments.read();
        Isolation.refuse(suite, Isolation.quarantine());
        Plan plan = arguments.plan(suite);
        PackageInstaller.provide(SuiteArguments.lacking(suite), install, out);
        return (cancellation, view) -> {
            RunFolder folder = harness(cancellation, view)
                    .run(suite, plan, runs, Product.version())
                    .folder();
            if (arguments.registered().isPresent()) {
                PlanRegistrations.copy(arguments.registered().get(), folder.root());
            }
            return folder;
        };
    }

    private Prepared prepareToResume(Path stopped, PrintWriter out) {
        RunFolder folder = new RunFolder(stopped);
        if (!Files.isRegularFile(folder.plan())) {
            throw new InputException(new Problem(
                    "--resume",
                    "",
                    stopped.toString(),
                    "is not a run folder: it has no plan.json",
                    "a folder below " + runs,
                    "ls " + runs));
        }
        try {
            arguments.refuseOtherThan(folder.readJson(folder.plan(), Plan.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the plan of " + stopped + " cannot be read", unreadable);
        }
        Suite suite = arguments.readFrom(folder.suite());
        Isolation.refuse(suite, Isolation.quarantine());
        PackageInstaller.provide(SuiteArguments.lacking(suite), install, out);
        return (cancellation, view) ->
                harness(cancellation, view).resume(folder, suite).folder();
    }

    private static AcceptanceRun harness(Cancellation cancellation, PrintWriter out) {
        return new AcceptanceRun(
                Plugged.adapters(),
                new SystemClock(),
                cancellation,
                new RunView(out, RunView.terminal()),
                new WatchdogProcess(),
                Isolation.quarantine());
    }
}
