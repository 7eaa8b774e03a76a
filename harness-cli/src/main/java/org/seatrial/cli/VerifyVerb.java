package org.seatrial.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.seatrial.report.attestation.Keys;
import org.seatrial.report.attestation.Verification;
import org.seatrial.report.attestation.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks signature and digests and recomputes every finding, offline. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks signature and digests of a run and recomputes every finding from its raw recordings.")
final class VerifyVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A public key to trust: its SHA-256 fingerprint, or a PEM file. May be given more than once.")
    private List<String> keys = List.of();

    @Override
    public Integer call() {
        Set<String> trusted = new HashSet<>();
        keys.forEach(key -> trusted.add(Keys.trusted(key)));
        Verification verification = Verifier.verifyWhole(arguments.folder().root(), trusted, Stages::rebuilt);
        PrintWriter out = spec.commandLine().getOut();
        verification.lines().forEach(out::println);
        out.flush();
        return verification.exitCode();
    }
}
