package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seatrial.input.NearNames;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ExitCode;
import org.seatrial.report.attestation.SignedWaiver;
import org.seatrial.report.attestation.SigningKey;
import org.seatrial.report.attestation.Waivers;
import org.seatrial.verdict.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs that a requirement which was not shown is borne with for a time. */
@Command(
        name = "waive",
        mixinStandardHelpOptions = true,
        description = {
            "Signs a waiver for one requirement of one design, as the run has them, until a day.",
            "It stands beside the measured verdict and changes neither verdict nor exit code."
        })
final class WaiveVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RunArguments arguments = new RunArguments();

    @Mixin
    private KeyArguments key = new KeyArguments();

    @Mixin
    private PersonArguments owner = new PersonArguments();

    @Option(names = "--requirement", required = true, paramLabel = "ID", description = "The requirement waived.")
    private String requirement = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it can be borne with.")
    private String reason = "";

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "YYYY-MM-DD",
            description = "The last day on which the waiver counts (UTC).")
    private String expires = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Adds the waiver to this file instead of the run's; 'seatrial report --waivers' takes it.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Path run = arguments.folder().root();
        AcceptanceReport report = Stages.rebuilt(run);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Problems problems = new Problems();
        owner.check(problems);
        if (reason.isBlank()) {
            problems.add(new Problem("--reason", "", "", "a waiver without a reason is none", "why", ""));
        }
        Optional<Finding> finding = finding(report, problems);
        Optional<LocalDate> last = day(now, problems);
        problems.throwIfAny();
        SignedWaiver waiver = new SignedWaiver(
                requirement,
                finding.map(Finding::expect).orElse(""),
                report.design().digest(),
                owner.person(),
                owner.organisation(),
                reason,
                now,
                last.orElse(LocalDate.EPOCH));
        Path out = file == null ? run.resolve(Waivers.FILE) : file;
        SigningKey signingKey = SigningKey.loadOrCreate(key.file());
        Waivers.add(out, waiver, signingKey);
        PrintWriter said = spec.commandLine().getOut();
        said.printf(
                "waived %s until %s in %s with key sha256:%s%n", requirement, expires, out, signingKey.fingerprint());
        said.printf(
                "next: seatrial report %s%s && seatrial sign %s%n", run, file == null ? "" : " --waivers " + file, run);
        said.flush();
        return ExitCode.ACCEPTED.code();
    }

    private Optional<Finding> finding(AcceptanceReport report, Problems problems) {
        List<String> ids = report.findings().stream().map(Finding::requirement).toList();
        Optional<Finding> found = report.findings().stream()
                .filter(one -> one.requirement().equals(requirement))
                .findFirst();
        if (found.isEmpty()) {
            problems.add(new Problem(
                    "--requirement",
                    "",
                    requirement,
                    "the run has no such requirement",
                    NearNames.valid(requirement, ids),
                    ""));
        }
        return found;
    }

    private Optional<LocalDate> day(Instant now, Problems problems) {
        String reasonNot;
        try {
            LocalDate day = LocalDate.parse(expires);
            if (!day.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
                return Optional.of(day);
            }
            reasonNot = "this day has passed";
        } catch (DateTimeException unreadable) {
            reasonNot = "this is not a day: " + unreadable.getMessage();
        }
        problems.add(new Problem("--expires", "", expires, reasonNot, "a day to come, for example 2027-03-31", ""));
        return Optional.empty();
    }
}
