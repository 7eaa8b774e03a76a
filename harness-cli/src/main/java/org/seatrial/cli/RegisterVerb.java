package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.seatrial.input.Problems;
import org.seatrial.plan.Plan;
import org.seatrial.report.ExitCode;
import org.seatrial.report.attestation.PlanRegistrations;
import org.seatrial.report.attestation.SigningKey;
import org.seatrial.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs a plan before anything is run, by one side and then by the other. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = {
            "Signs what is going to be run: design, suite, limits, number of trials and seed.",
            "The other side signs the same file with --registered FILE --out FILE; certify takes it with --registered."
        })
final class RegisterVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SuiteArguments arguments = new SuiteArguments();

    @Mixin
    private PersonArguments signer = new PersonArguments();

    @Mixin
    private KeyArguments key = new KeyArguments();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The signature is added to this file.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        Suite suite = arguments.read();
        Problems problems = new Problems();
        signer.check(problems);
        problems.throwIfAny();
        Plan plan = arguments.plan(suite);
        SigningKey signingKey = SigningKey.loadOrCreate(key.file());
        PlanRegistrations.add(
                file,
                suite,
                plan,
                new PlanRegistrations.Signatory(signer.role(), signer.organisation(), signer.person()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                signingKey);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "registered %s@%s, seed %d, in %s with key sha256:%s%n",
                suite.name(), suite.version(), plan.seed(), file, signingKey.fingerprint());
        out.flush();
        return ExitCode.ACCEPTED.code();
    }
}
