package org.seatrial.cli;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seatrial.engine.stamp.SenderSettings;
import org.seatrial.engine.stamp.TimestampFormat;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of a measurement, checked all at once. */
final class MeasureArguments {

    private static final int USUAL_COUNT = 100;
    private static final int LAST_SSID = 0xffff;

    @Parameters(
            index = "0",
            paramLabel = "TARGET[:PORT]",
            description = "A STAMP or TWAMP Light reflector; the port is 862 unless given.")
    private String target = "";

    @Mixin
    private StampArguments arguments = new StampArguments();

    @Option(names = "--count", paramLabel = "N", description = "Sends this many packets; default: 100.")
    private @Nullable Long count;

    @Option(names = "--for", paramLabel = "DURATION", description = "Sends for this long, for example '60 s'.")
    private @Nullable String duration;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "Between the intended instants of two packets; default: 100 ms.")
    private String interval = "100 ms";

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "UDP payload of packets and replies; default: 44, authenticated 112, the smallest.")
    private @Nullable Long size;

    @Option(names = "--ssid", paramLabel = "N", description = "Session identifier, 1 to 65535; default: random.")
    private @Nullable Long ssid;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Later replies are late; default: 2 s.")
    private String timeout = "2 s";

    @Option(
            names = "--timestamps",
            paramLabel = "ntp|ptp",
            description = "Format of timestamps; default: ntp, which every reflector knows.")
    private TimestampFormat format = TimestampFormat.NTP;

    @Option(
            names = "--same-clock",
            description = "Declares that the reflector reads the very clock of this machine, as in another network"
                    + " namespace: forward and backward delay need no synchronisation then.")
    private boolean sameClock;

    @Option(names = "--log", paramLabel = "FILE.hlog", description = "Writes round trips as an HdrHistogram log.")
    private @Nullable Path log;

    Optional<Path> log() {
        return Optional.ofNullable(log).map(Path::toAbsolutePath);
    }

    SenderSettings settings() {
        Problems problems = new Problems();
        Optional<InetSocketAddress> address = StampArguments.target(target, problems);
        var key = arguments.key(problems);
        var namespace = arguments.namespace(problems);
        long intervalNs = StampArguments.time(
                "--interval",
                interval,
                SenderSettings.SHORTEST_INTERVAL_NS,
                SenderSettings.LONGEST_INTERVAL_NS,
                problems);
        int packets = packets(intervalNs, problems);
        int bytes = bytes(key.isPresent(), problems);
        int session = ssid == null
                ? 1 + new SecureRandom().nextInt(LAST_SSID)
                : StampArguments.number("--ssid", ssid, 1, LAST_SSID, problems);
        long timeoutNs =
                StampArguments.time("--timeout", timeout, 1_000_000, SenderSettings.LONGEST_TIMEOUT_NS, problems);
        checkLog(problems);
        problems.throwIfAny();
        return new SenderSettings(
                address.orElseThrow(),
                packets,
                intervalNs,
                bytes,
                session,
                key,
                format,
                timeoutNs,
                sameClock,
                namespace);
    }

    private int packets(long intervalNs, Problems problems) {
        if (duration != null && count != null) {
            problems.add(new Problem("--for", "", duration, "--count is given too", "one of the two", ""));
        }
        if (duration == null) {
            return StampArguments.number(
                    "--count", count == null ? USUAL_COUNT : count, 1, SenderSettings.MOST_PACKETS, problems);
        }
        long most = SenderSettings.MOST_PACKETS * intervalNs;
        long ns = StampArguments.time("--for", duration, 1, most, problems);
        return (int) Math.ceilDiv(ns, intervalNs);
    }

    private int bytes(boolean authenticated, Problems problems) {
        int base = SenderSettings.baseBytes(authenticated);
        if (size == null) {
            return base;
        }
        if (size < 0 || size > Integer.MAX_VALUE || !SenderSettings.validSize((int) (long) size, authenticated)) {
            problems.add(new Problem(
                    "--size",
                    "",
                    Long.toString(size),
                    "no test packet has this size",
                    "%d, or %d to %d: what is beyond the base packet is a TLV of 4 octets or more"
                            .formatted(base, base + 4, SenderSettings.LONGEST_BYTES),
                    ""));
            return base;
        }
        return (int) (long) size;
    }

    private void checkLog(Problems problems) {
        log().ifPresent(file -> {
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
                problems.add(new Problem(
                        "--log", "", file.toString(), "cannot be written there", "a file in a folder of yours", ""));
            }
        });
    }
}
