package org.seatrial.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seatrial.report.attestation.TimestampCheck;
import org.seatrial.report.attestation.TrustPolicyReader;
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

    @Mixin
    private TrustArguments trust = new TrustArguments();

    @Mixin
    private TimestampArguments.Authorities timestamps = new TimestampArguments.Authorities();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "What you want of a report: who must have signed, the weakest class, the highest age.")
    private @Nullable Path policy;

    @Override
    public Integer call() {
        Path run = arguments.folder().root();
        Verification verification = policy == null
                ? Verifier.verifyWhole(run, trust.keys(), Stages::rebuilt)
                : Verifier.verifyAgainst(
                        TrustPolicyReader.read(policy), run, trust.keys(), Stages::rebuilt, Instant.now());
        Set<X509Certificate> authorities = timestamps.all();
        if (!authorities.isEmpty()) {
            verification = TimestampCheck.add(verification, run, authorities);
        }
        PrintWriter out = spec.commandLine().getOut();
        verification.lines().forEach(out::println);
        out.flush();
        return verification.exitCode();
    }
}
