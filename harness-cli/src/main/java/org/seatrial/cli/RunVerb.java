package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.seatrial.recording.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The stage that touches the world: brings the lab up, runs the trials, tears down. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a suite's trials and keeps the recordings.")
final class RunVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ExecutionArguments execution = new ExecutionArguments();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ExecutionArguments.Prepared prepared = execution.prepare(out);
        try (Interruption interruption = Interruption.listen()) {
            RunFolder folder = prepared.run(interruption.cancellation(), out);
            out.printf("run folder %s%n", folder.root());
            out.flush();
            return interruption.ended(Stages.exitOfRun(folder));
        }
    }
}
