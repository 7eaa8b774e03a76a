package org.seatrial.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.seatrial.engine.stamp.Measurement;
import org.seatrial.engine.stamp.SenderSettings;
import org.seatrial.engine.stamp.StampSender;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Json;
import org.seatrial.report.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The instrument alone: probes a reflector. */
@Command(
        name = "measure",
        mixinStandardHelpOptions = true,
        description = "Measures delay and loss to a STAMP or TWAMP Light reflector, there and back.")
final class MeasureVerb implements Callable<Integer> {

    private static final long LOOK_MS = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MeasureArguments arguments = new MeasureArguments();

    @Option(names = "--json", description = "Prints the summary as JSON; times are nanoseconds.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        SenderSettings settings = arguments.settings();
        try (Interruption interruption = Interruption.listen();
                StampSender sender = open(settings)) {
            if (!json) {
                out.printf(
                        "measuring    %s from %s, %s%n",
                        Text.address(settings.target()),
                        Text.address(sender.source()),
                        Text.plural(settings.count(), "packet"));
                out.flush();
            }
            Measurement measured = measure(sender, interruption);
            boolean answered = measured.path().packets().answered() > 0;
            Optional<Path> log = arguments
                    .log()
                    .filter(file -> !measured.roundTrips().intervals().isEmpty());
            if (log.isPresent()) {
                Path file = log.get();
                HistogramLog.write(
                        file.resolveSibling(""),
                        String.valueOf(file.getFileName()),
                        measured.epochNs(),
                        measured.roundTrips());
            }
            if (json) {
                out.println(Json.mapper().writeValueAsString(measured.path()));
            } else {
                PathText.print(measured.path(), settings, out);
                log.ifPresent(file -> out.printf("log          %s%n", file));
            }
            out.flush();
            return interruption.ended((answered ? ExitCode.ACCEPTED : ExitCode.LAB_ERROR).code());
        }
    }

    private static StampSender open(SenderSettings settings) {
        try {
            return StampSender.open(settings);
        } catch (SystemCallException failed) {
            throw StampArguments.refused(failed);
        }
    }

    /** On a thread of its own, because it takes real-time priority; a signal only stops the sending. */
    private static Measurement measure(StampSender sender, Interruption interruption) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Measurement> result = new CompletableFuture<>();
        Thread loop = Thread.ofPlatform().name("sender").start(() -> {
            try {
                result.complete(sender.measure(stop::get));
            } catch (RuntimeException failed) {
                result.completeExceptionally(failed);
            }
        });
        while (loop.isAlive()) {
            loop.join(LOOK_MS);
            stop.compareAndSet(false, interruption.cancellation().reason().isPresent());
        }
        try {
            return result.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof SystemCallException call) {
                throw StampArguments.refused(call);
            }
            throw failed;
        }
    }
}
