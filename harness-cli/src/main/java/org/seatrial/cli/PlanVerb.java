package org.seatrial.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.plan.Plan;
import org.seatrial.recording.Json;
import org.seatrial.report.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes plan.json: every decision of a run, before anything is touched. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Writes the plan: every decision of a run.")
final class PlanVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SuiteArguments arguments = new SuiteArguments();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Plan plan = arguments.plan(arguments.read());
        String json = Json.mapper().writeValueAsString(plan);
        if (file == null) {
            spec.commandLine().getOut().println(json);
            return ExitCode.ACCEPTED.code();
        }
        if (Files.exists(file)) {
            throw new InputException(new Problem(
                    "--out", "", file.toString(), "the file exists and is not overwritten", "a new file name", ""));
        }
        Files.writeString(file, json + System.lineSeparator());
        return ExitCode.ACCEPTED.code();
    }
}
