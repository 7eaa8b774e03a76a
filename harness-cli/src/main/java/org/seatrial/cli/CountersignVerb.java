package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.report.attestation.Countersignature;
import org.seatrial.report.attestation.Decision;
import org.seatrial.report.attestation.SigningKey;
import org.seatrial.report.attestation.TimestampAuthority;
import org.seatrial.report.attestation.Verification;
import org.seatrial.report.attestation.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The customer's answer to a report. */
@Command(
        name = "countersign",
        mixinStandardHelpOptions = true,
        description = {
            "Verifies a run, then signs a decision about it: accepted, rejected, or accepted with deviations.",
            "A run that does not verify is not countersigned."
        })
final class CountersignVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Mixin
    private TrustArguments trust = new TrustArguments();

    @Mixin
    private KeyArguments key = new KeyArguments();

    @Mixin
    private TimestampArguments timestamp = new TimestampArguments();

    @Mixin
    private PersonArguments signer = new PersonArguments();

    @Option(
            names = "--decision",
            required = true,
            paramLabel = "DECISION",
            description = "accepted, rejected or accepted-with-deviations.")
    private String decision = "";

    @Option(
            names = "--deviation",
            paramLabel = "ID",
            description = "A requirement that did not pass and is accepted all the same. May be given more than once.")
    private List<String> deviations = List.of();

    @Option(names = "--comment", paramLabel = "TEXT", description = "What the report's reader should know.")
    private String comment = "";

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path run = arguments.folder().root();
        Decision decided = decided();
        Optional<TimestampAuthority> authority = timestamp.authority();
        Verification verification = Verifier.verifyWhole(run, trust.keys(), Stages::rebuilt);
        verification.lines().forEach(out::println);
        out.flush();
        if (!verification.intact()) {
            return verification.exitCode();
        }
        SigningKey signingKey = SigningKey.loadOrCreate(key.file());
        Path file = Countersignature.add(run, decided, signingKey, authority);
        out.printf("countersigned %s with key sha256:%s%n", file, signingKey.fingerprint());
        out.flush();
        return verification.exitCode();
    }

    private Decision decided() {
        Problems problems = new Problems();
        signer.check(problems);
        Decision.Kind kind = kind(problems);
        boolean needed = kind == Decision.Kind.ACCEPTED_WITH_DEVIATIONS;
        if (needed == deviations.isEmpty()) {
            problems.add(new Problem(
                    "--deviation",
                    "",
                    String.join(", ", deviations),
                    needed ? "no deviation is named" : "a deviation is named, and the decision is " + decision,
                    "accepted-with-deviations together with one --deviation ID or more",
                    ""));
        }
        problems.throwIfAny();
        return new Decision(
                kind,
                signer.role(),
                signer.organisation(),
                signer.person(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                deviations,
                comment);
    }

    private Decision.Kind kind(Problems problems) {
        try {
            return Decision.Kind.valueOf(decision.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            problems.add(new Problem(
                    "--decision",
                    "",
                    decision,
                    "there is no such decision",
                    "accepted, rejected, accepted-with-deviations",
                    ""));
            throw new InputException(problems.list());
        }
    }
}
