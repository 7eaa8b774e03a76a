package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.recording.RunFolder;
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
            description = "Goes on with a run that was stopped; SUITE is not given then.")
    private @Nullable Path resume;

    /** Checks all input first, then runs; nothing is made or started before the input is good. */
    RunFolder run(Cancellation cancellation, PrintWriter out) throws IOException {
        if (resume != null) {
            return resume(resume, cancellation, out);
        }
        Suite suite = arguments.read();
        PackageInstaller.provide(SuiteArguments.lacking(suite), install, out);
        return harness(cancellation, out)
                .run(suite, arguments.plan(suite), runs, Product.version())
                .folder();
    }

    private RunFolder resume(Path stopped, Cancellation cancellation, PrintWriter out) throws IOException {
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
        Suite suite = arguments.readFrom(folder.suite());
        PackageInstaller.provide(SuiteArguments.lacking(suite), install, out);
        return harness(cancellation, out).resume(folder, suite).folder();
    }

    private static AcceptanceRun harness(Cancellation cancellation, PrintWriter out) {
        return new AcceptanceRun(
                Plugged.adapters(), new SystemClock(), cancellation, new RunView(out, RunView.terminal()));
    }
}
