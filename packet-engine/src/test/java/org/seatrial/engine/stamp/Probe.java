package org.seatrial.engine.stamp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A measurement, put together step by step and run on a thread of its own. */
record Probe(
        InetSocketAddress target,
        int count,
        long intervalNs,
        int bytes,
        Optional<AuthenticationKey> key,
        TimestampFormat format,
        long timeoutNs,
        boolean sameClock,
        Optional<Path> namespace) {

    static Probe to(String address, int port) {
        InetAddress host = AddressPrefix.literal(address);
        return new Probe(
                new InetSocketAddress(host, port),
                200,
                1_000_000,
                44,
                Optional.empty(),
                TimestampFormat.NTP,
                1_000_000_000,
                true,
                Optional.empty());
    }

    Probe packets(int many, long everyNs) {
        return new Probe(target, many, everyNs, bytes, key, format, timeoutNs, sameClock, namespace);
    }

    Probe of(int octets) {
        return new Probe(target, count, intervalNs, octets, key, format, timeoutNs, sameClock, namespace);
    }

    Probe signed(AuthenticationKey with) {
        int base = PacketLayout.AUTHENTICATED.baseBytes;
        return new Probe(target, count, intervalNs, base, Optional.of(with), format, timeoutNs, sameClock, namespace);
    }

    Probe stamped(TimestampFormat as) {
        return new Probe(target, count, intervalNs, bytes, key, as, timeoutNs, sameClock, namespace);
    }

    Probe from(Path inside) {
        return new Probe(target, count, intervalNs, bytes, key, format, timeoutNs, sameClock, Optional.of(inside));
    }

    Measurement measure() {
        SenderSettings settings = new SenderSettings(
                target, count, intervalNs, bytes, 4711, key, format, timeoutNs, sameClock, namespace);
        try (StampSender sender = StampSender.open(settings)) {
            CompletableFuture<Measurement> result = new CompletableFuture<>();
            Thread.ofPlatform().name("sender").start(() -> {
                try {
                    result.complete(sender.measure(() -> false));
                } catch (RuntimeException failed) {
                    result.completeExceptionally(failed);
                }
            });
            return result.join();
        }
    }

    static double mean(DelaySummary delay) {
        return statistic(delay, "mean");
    }

    static double statistic(DelaySummary delay, String name) {
        Interval value = delay.statistics().get(name);
        if (value == null) {
            throw new AssertionError(name + " was not measured: " + delay);
        }
        return value.value();
    }
}
