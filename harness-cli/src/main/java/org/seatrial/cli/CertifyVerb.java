package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.seatrial.recording.RunFolder;
import org.seatrial.report.attestation.SigningKey;
import org.seatrial.report.attestation.TimestampAuthority;
import org.seatrial.report.brand.Brand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** All stages: run, judge, report, sign. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        description = "Runs a suite, judges it, writes the report and signs it.")
final class CertifyVerb implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ExecutionArguments execution = new ExecutionArguments();

    @Mixin
    private KeyArguments key = new KeyArguments();

    @Mixin
    private BrandArguments brand = new BrandArguments();

    @Mixin
    private TimestampArguments timestamp = new TimestampArguments();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Brand worn = brand.read();
        ExecutionArguments.Prepared prepared = execution.prepare(out);
        SigningKey.loadOrCreate(key.file());
        Optional<TimestampAuthority> authority = timestamp.authority();
        try (Interruption interruption = Interruption.listen()) {
            RunFolder folder = prepared.run(interruption.cancellation(), out);
            int exit = Stages.judge(folder, out);
            Stages.report(folder, key.file(), authority, worn, out);
            Stages.sign(folder, key.file(), authority, out);
            out.printf("run folder %s%n", folder.root());
            out.flush();
            return interruption.ended(exit);
        }
    }
}
