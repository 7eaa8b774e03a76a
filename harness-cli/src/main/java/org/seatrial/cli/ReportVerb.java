package org.seatrial.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes report.json and its renderings. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes report.json and its renderings from a run's files.")
final class ReportVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Mixin
    private KeyArguments key = new KeyArguments();

    @Override
    public Integer call() throws IOException {
        return Stages.report(arguments.folder(), key.file(), spec.commandLine().getOut());
    }
}
