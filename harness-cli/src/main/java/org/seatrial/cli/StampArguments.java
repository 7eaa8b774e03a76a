package org.seatrial.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.stamp.AddressPrefix;
import org.seatrial.engine.stamp.AuthenticationKey;
import org.seatrial.engine.stamp.ReflectorSettings;
import org.seatrial.engine.sys.Errno;
import org.seatrial.engine.sys.SystemCallException;
import org.seatrial.input.InputException;
import org.seatrial.input.NearNames;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.lab.LabException;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.units.QuantityException;
import picocli.CommandLine.Option;

/** The options that sender and reflector share, and how option values are read: every problem is collected. */
final class StampArguments {

    private static final Path NAMESPACES = Path.of("/run/netns");
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--auth-key",
            paramLabel = "FILE",
            description =
                    "Authenticated mode: a file with the shared key, one line of hexadecimal digits or 'text:' and"
                            + " the key; mode 600, outside every repository.")
    private @Nullable Path keyFile;

    @Option(names = "--netns", paramLabel = "NAME", description = "Works inside this network namespace.")
    private @Nullable String namespace;

    Optional<AuthenticationKey> key(Problems problems) {
        if (keyFile == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AuthenticationKey.read(keyFile));
        } catch (InputException unusable) {
            problems.addAll(unusable.problems());
        } catch (IOException unreadable) {
            problems.add(new Problem(
                    "--auth-key", "", keyFile.toString(), "cannot be read: " + unreadable.getMessage(), "", ""));
        }
        return Optional.empty();
    }

    Optional<Path> namespace(Problems problems) {
        if (namespace == null) {
            return Optional.empty();
        }
        Path path = NAMESPACES.resolve(namespace);
        if (namespace.isEmpty() || namespace.contains("/") || !Files.exists(path)) {
            problems.add(new Problem(
                    "--netns",
                    "",
                    namespace,
                    "there is no such network namespace",
                    NearNames.valid(namespace, namespaces()),
                    "ip netns list"));
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private static List<String> namespaces() {
        if (!Files.isDirectory(NAMESPACES)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(NAMESPACES)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Nanoseconds; {@code least} if the text is none. */
    static long time(String option, String text, long least, long most, Problems problems) {
        String valid = Quantities.format(Dimension.TIME, least) + " to " + Quantities.format(Dimension.TIME, most);
        try {
            double ns = Quantities.parse(text, Dimension.TIME).base();
            if (ns >= least && ns <= most) {
                return Math.round(ns);
            }
            problems.add(
                    new Problem(option, "", text, ns < least ? "this is too short" : "this is too long", valid, ""));
        } catch (QuantityException wrong) {
            problems.add(new Problem(option, "", text, wrong.reason(), wrong.valid(), ""));
        }
        return least;
    }

    /** {@code least} if the number is outside. */
    static int number(String option, long value, int least, int most, Problems problems) {
        if (value >= least && value <= most) {
            return (int) value;
        }
        problems.add(new Problem(
                option,
                "",
                Long.toString(value),
                value < least ? "this is too small" : "this is too large",
                least + " to " + most,
                ""));
        return least;
    }

    static int port(String option, long port, Problems problems) {
        return number(option, port, 1, LAST_PORT, problems);
    }

    /** Reads {@code HOST}, {@code HOST:PORT}, {@code [IPV6]:PORT} or {@code IPV6}. */
    static Optional<InetSocketAddress> target(String text, Problems problems) {
        String host = text;
        String port = "";
        if (text.startsWith("[") && text.contains("]")) {
            host = text.substring(1, text.indexOf(']'));
            port = text.substring(text.indexOf(']') + 1);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            host = text.substring(0, text.indexOf(':'));
            port = text.substring(text.indexOf(':'));
        }
        String valid = "a name or an address, with or without a port: 198.18.0.1, host:862, [2001:2::1]:862";
        int number = ReflectorSettings.USUAL_PORT;
        if (!port.isEmpty()) {
            try {
                number = port("TARGET", Integer.parseInt(port.startsWith(":") ? port.substring(1) : port), problems);
            } catch (NumberFormatException none) {
                problems.add(new Problem("TARGET", "", text, "'" + port + "' is no port", valid, ""));
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new InetSocketAddress(address(host), number));
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            problems.add(
                    new Problem("TARGET", "", text, "'" + host + "' is neither address nor known name", valid, ""));
            return Optional.empty();
        }
    }

    private static InetAddress address(String host) throws UnknownHostException {
        if (host.isEmpty()) {
            throw new UnknownHostException("no host");
        }
        return host.contains(":") ? AddressPrefix.literal(host) : InetAddress.getByName(host);
    }

    /** What a refused socket means for the person at the command. */
    static RuntimeException refused(SystemCallException failed) {
        String said = String.valueOf(failed.getMessage());
        return switch (failed.errno()) {
            case Errno.EADDRNOTAVAIL ->
                new InputException(new Problem("--bind", "", "", said, "an address of this host", "ip -brief address"));
            case Errno.EADDRINUSE -> new LabException(said + "; next: choose another --port");
            case Errno.EACCES -> new LabException(said + "; next: run as root, or choose a --port above 1023");
            default -> new LabException(said, failed);
        };
    }
}
