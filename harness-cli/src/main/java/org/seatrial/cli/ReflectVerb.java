package org.seatrial.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.stamp.AddressPrefix;
import org.seatrial.engine.stamp.ReflectorCounts;
import org.seatrial.engine.stamp.ReflectorSettings;
import org.seatrial.engine.stamp.StampReflector;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.report.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A STAMP reflector, until it is stopped. */
@Command(
        name = "reflect",
        mixinStandardHelpOptions = true,
        description = "Answers STAMP and TWAMP Light test packets until it is stopped (Ctrl-C or SIGTERM).")
final class ReflectVerb implements Callable<Integer> {

    private static final long LOOK_MS = 50;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private StampArguments arguments = new StampArguments();

    @Option(names = "--bind", paramLabel = "ADDR", description = "Listens at this address only; default: at all.")
    private @Nullable String bind;

    @Option(names = "--port", paramLabel = "N", description = "UDP port; default: 862.")
    private long port = ReflectorSettings.USUAL_PORT;

    @Option(
            names = "--stateless",
            description = "Copies the sender's sequence numbers instead of numbering replies by session.")
    private boolean stateless;

    @Option(
            names = "--allow",
            paramLabel = "PREFIX",
            split = ",",
            description = "Answers these addresses only, for example 198.18.0.0/15. May be given more than once.")
    private List<String> allowed = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Sends at most this many replies a second; default: 20000.")
    private long limit = ReflectorSettings.USUAL_REPLIES_PER_SECOND;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ReflectorSettings settings = settings();
        try (Interruption interruption = Interruption.listen();
                StampReflector reflector = open(settings)) {
            Thread loop = Thread.ofPlatform().name("reflector").start(reflector);
            out.printf(
                    "reflecting at %s, %s, %s%n",
                    reflector.addresses().stream().map(Text::address).collect(Collectors.joining(" and ")),
                    settings.stateful() ? "stateful" : "stateless",
                    settings.key().isPresent() ? "authenticated" : "not authenticated");
            out.flush();
            while (loop.isAlive() && interruption.cancellation().reason().isEmpty()) {
                loop.join(LOOK_MS);
            }
            reflector.stop();
            loop.join();
            print(reflector.counts(), settings, out);
            boolean asked = interruption.cancellation().reason().isPresent();
            return interruption.ended((asked ? ExitCode.ACCEPTED : ExitCode.INTERNAL).code());
        }
    }

    private ReflectorSettings settings() {
        Problems problems = new Problems();
        Optional<InetAddress> address = Optional.empty();
        if (bind != null) {
            try {
                address = Optional.of(AddressPrefix.literal(bind));
            } catch (IllegalArgumentException none) {
                problems.add(new Problem("--bind", "", bind, "this is no IP address", "an address of this host", ""));
            }
        }
        List<AddressPrefix> prefixes = new ArrayList<>();
        for (String text : allowed) {
            try {
                prefixes.add(AddressPrefix.parse(text));
            } catch (IllegalArgumentException none) {
                problems.add(new Problem(
                        "--allow",
                        "",
                        text,
                        "this is no address prefix",
                        "for example 198.18.0.0/15, 2001:2::/48",
                        ""));
            }
        }
        int checkedPort = StampArguments.port("--port", port, problems);
        int checkedLimit =
                StampArguments.number("--limit", limit, 1, ReflectorSettings.MOST_REPLIES_PER_SECOND, problems);
        var key = arguments.key(problems);
        var namespace = arguments.namespace(problems);
        problems.throwIfAny();
        return new ReflectorSettings(address, checkedPort, key, !stateless, prefixes, checkedLimit, namespace);
    }

    private static StampReflector open(ReflectorSettings settings) {
        try {
            return StampReflector.open(settings);
        } catch (SystemCallException failed) {
            throw StampArguments.refused(failed);
        }
    }

    private static void print(ReflectorCounts counts, ReflectorSettings settings, PrintWriter out) {
        out.printf(
                "answered %d of %s%s%n",
                counts.answered(),
                Text.plural(counts.received(), "packet"),
                settings.stateful() ? " in " + Text.plural(counts.sessions(), "session") : "");
        counts.refused().forEach((reason, count) -> out.printf("not answered: %d packets %s%n", count, reason.text()));
        out.flush();
    }
}
