package org.seatrial.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command; its verbs are the stages of a run. */
@Command(
        name = "seatrial",
        mixinStandardHelpOptions = true,
        versionProvider = Product.class,
        description = "Sea trials for network and storage designs: certify a design before go-live.",
        synopsisSubcommandLabel = "VERB",
        footer = {
            "",
            "Exit codes: 0 accepted, 1 rejected, 2 inconclusive, 3 lab or infrastructure error,",
            "4 restore failed and the lab is unsafe, 5 signature or verification failed, 64 bad input, 70 internal."
        })
public final class Main implements Runnable {

    private static final List<String> VERSION = List.of("--version", "-V");

    @Spec
    private CommandSpec spec;

    private Main() {
        spec = CommandSpec.create();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no verb was given");
    }

    /** Runs one verb and exits with its code. */
    public static void main(String[] arguments) {
        if (asksForVersion(arguments)) {
            // To read options takes 50 ms, and the platform logs an exit, for which it looks for a logger in every jar.
            System.out.println(Product.nameAndVersion());
            return;
        }
        System.exit(commandLine(arguments).execute(arguments));
    }

    static boolean asksForVersion(String... arguments) {
        return arguments.length == 1 && VERSION.contains(arguments[0]);
    }

    /** The command as it reads some arguments; as it reads any, if none are given. */
    static CommandLine commandLine(String... arguments) {
        CommandLine commandLine = new CommandLine(new Main());
        Verb.meantBy(arguments).forEach(verb -> verb.addTo(commandLine));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler(Failures::badArguments);
        commandLine.setExecutionExceptionHandler(Failures::failed);
        return commandLine;
    }
}
