package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.seatrial.report.attestation.PlanRegistrations;
import org.seatrial.report.attestation.TimestampAuthority;
import org.seatrial.report.attestation.Waivers;
import org.seatrial.report.brand.Brand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Mixin
    private BrandArguments brand = new BrandArguments();

    @Mixin
    private TimestampArguments timestamp = new TimestampArguments();

    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description =
                    "Writes nothing but this file, outside of the folder of a run that was signed: its page as a PDF"
                            + " with what its attestation says. Signed (PAdES) if the key has a certificate.")
    private @Nullable Path pdf;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "Takes the signed waivers of this file into the run. May be given more than once.")
    private List<Path> waivers = List.of();

    @Option(
            names = "--registered",
            paramLabel = "FILE",
            description = "Takes the signatures of the plan that were given before the run into it.")
    private @Nullable Path registered;

    @Override
    public Integer call() throws IOException {
        Brand worn = brand.read();
        PrintWriter out = spec.commandLine().getOut();
        Optional<TimestampAuthority> authority = timestamp.authority();
        if (pdf != null) {
            return Stages.attestedPdf(arguments.folder(), pdf, key.file(), authority, out);
        }
        if (registered != null) {
            PlanRegistrations.copy(registered, arguments.folder().root());
        }
        for (Path file : waivers) {
            Waivers.copy(file, arguments.folder().root());
        }
        return Stages.report(arguments.folder(), key.file(), authority, worn, out);
    }
}
