package org.seatrial.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Signs the report of a run. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = "Signs a run's report with a key of a file or a token.")
final class SignVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Mixin
    private KeyArguments key = new KeyArguments();

    @Mixin
    private TimestampArguments timestamp = new TimestampArguments();

    @Override
    public Integer call() throws IOException {
        return Stages.sign(
                arguments.folder(),
                key.file(),
                timestamp.authority(),
                spec.commandLine().getOut());
    }
}
