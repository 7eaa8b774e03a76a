package org.seatrial.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Judges a run again from its files. */
@Command(name = "judge", mixinStandardHelpOptions = true, description = "Judges a run again from its recordings.")
final class JudgeVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Override
    public Integer call() throws IOException {
        return Stages.judge(arguments.folder(), spec.commandLine().getOut());
    }
}
