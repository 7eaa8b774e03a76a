package org.seatrial.benchmarks.packet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.engine.sys.Timespec;

/** The rival of round trips and of pacing: sockperf, with its own server at the far end. */
final class Sockperf implements AutoCloseable {

    static final int PORT = 11_111;
    static final int MESSAGE_BYTES = 64;

    /** Left to themselves two spinning programs now and then share a processor for a whole run. */
    static final int CLIENT_PROCESSOR = 0;

    private static final int SERVER_PROCESSOR = 1;

    private static final long START_NS = 300_000_000;

    private final VethPair pair;
    private final Process server;

    /** @param spinning whether the server polls without sleeping */
    Sockperf(VethPair pair, boolean spinning) {
        this.pair = pair;
        String port = Integer.toString(PORT);
        String processor = Integer.toString(SERVER_PROCESSOR);
        server = spinning
                ? pair.startAtFar(
                        "taskset", "-c", processor, "sockperf", "server", "-i", VethPair.TO, "-p", port, "--nonblocked")
                : pair.startAtFar("taskset", "-c", processor, "sockperf", "server", "-i", VethPair.TO, "-p", port);
        long until = System.nanoTime() + START_NS;
        Timespec timespec = new Timespec();
        while (System.nanoTime() < until) {
            timespec.sleepUntil(until);
        }
        if (!server.isAlive()) {
            throw new IllegalStateException("the sockperf server ended with code " + server.exitValue());
        }
    }

    /** Percentiles of the round trip in µs, as sockperf says them. */
    RoundTrips pingPong(boolean spinning, int seconds) {
        String said = spinning
                ? client("ping-pong", seconds, "--full-rtt", "--nonblocked")
                : client("ping-pong", seconds, "--full-rtt");
        return new RoundTrips(percentile(said, "50.000"), percentile(said, "99.000"));
    }

    /** Sends at a rate; what it says of itself is not used. */
    void underLoad(int perSecond, int seconds) {
        String said = client("under-load", seconds, "--mps", Integer.toString(perSecond));
        if (!said.contains("Test ended")) {
            throw new IllegalStateException("sockperf under-load did not end well: " + said);
        }
    }

    private String client(String mode, int seconds, String... more) {
        String[] command = new String[13 + more.length];
        String[] always = {
            "taskset",
            "-c",
            Integer.toString(CLIENT_PROCESSOR),
            "sockperf",
            mode,
            "-i",
            VethPair.TO,
            "-p",
            Integer.toString(PORT),
            "-m",
            Integer.toString(MESSAGE_BYTES),
            "-t",
            Integer.toString(seconds)
        };
        System.arraycopy(always, 0, command, 0, always.length);
        System.arraycopy(more, 0, command, always.length, more.length);
        return pair.atNear(command);
    }

    private static double percentile(String said, String which) {
        Matcher line = Pattern.compile("percentile " + Pattern.quote(which) + "\\s*=\\s*([0-9.]+)")
                .matcher(said);
        if (!line.find()) {
            throw new IllegalStateException("sockperf said no percentile " + which + ": " + said);
        }
        return Double.parseDouble(line.group(1));
    }

    @Override
    public void close() {
        VethPair.end(server);
    }
}
