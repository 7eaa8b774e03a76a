package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.benchmarks.trace.KernelTrace;
import org.seatrial.benchmarks.trace.TakenTime;
import org.seatrial.engine.wire.WireMode;

/**
 * What keeps a spinning wire from its processor: in each round how late its frames left, and what the kernel let run in its
 * place. Between the rounds a loop that only reads the clock has the processor, and each of its gaps is put down to what the
 * kernel did in it. The rest of a gap is the host's below a virtual machine, which often begins where an interrupt hands it the
 * processor.
 */
public final class WireProfile {

    private static final double PER_SECOND = 100_000;
    private static final long ROUND_NS = 2_000_000_000L;
    private static final long SETTLE_NS = 100_000_000L;
    private static final int ROUNDS = 7;
    private static final String WIRE_THREAD = "wire-0";

    private WireProfile() {}

    /**
     * Times of one cause.
     *
     * @param kernelNs of them this kernel's own
     */
    private record Taken(int count, long ns, long kernelNs, long longestNs) {

        Taken and(Taken other) {
            return new Taken(
                    count + other.count,
                    ns + other.ns,
                    kernelNs + other.kernelNs,
                    Math.max(longestNs, other.longestNs));
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (TwoHosts hosts = new TwoHosts(1, WireRow.FIBRE, WireMode.SPINNING);
                FrameLoad load = new FrameLoad(hosts, 1, false)) {
            load.run(PER_SECOND, ROUND_NS);
            for (int i = 0; i < ROUNDS; i++) {
                wire(hosts, load);
                hosts.halt();
                try {
                    clock();
                } finally {
                    hosts.resume();
                }
                LockSupport.parkNanos(SETTLE_NS);
            }
        }
    }

    private static void wire(TwoHosts hosts, FrameLoad load) {
        try (KernelTrace trace = KernelTrace.ofTurns()) {
            WireRound round = WireRound.measure(hosts, load, 1, PER_SECOND, ROUND_NS);
            Map<String, Taken> byCause = new TreeMap<>();
            for (TakenTime.Span span : new TakenTime(WIRE_THREAD, trace.stop()).spans()) {
                long ns = span.untilNs() - span.fromNs();
                byCause.merge(span.cause(), new Taken(1, ns, ns, ns), Taken::and);
            }
            print("wire: release error p99 %.1f us; taken from it by this kernel%n", round.p99Us(), byCause);
        }
    }

    private static void clock() throws IOException {
        try (KernelTrace trace = KernelTrace.ofTurns()) {
            ClockLoop loop = ClockLoop.measure(2 * PER_SECOND, 0, ROUND_NS);
            TakenTime taken = new TakenTime(ClockLoop.THREAD, trace.stop());
            Map<String, Taken> byCause = new TreeMap<>();
            for (ClockLoop.Gap gap : loop.gaps()) {
                Map<String, Long> kernel = taken.within(gap.fromNs(), gap.untilNs());
                String cause = kernel.isEmpty()
                        ? "nothing that this kernel did"
                        : Collections.max(kernel.entrySet(), Map.Entry.comparingByValue())
                                .getKey();
                long kernelNs =
                        kernel.values().stream().mapToLong(Long::longValue).sum();
                byCause.merge(cause, new Taken(1, gap.ns(), kernelNs, gap.ns()), Taken::and);
            }
            print("clock: lateness p99 %.1f us; its gaps over 10 us%n", loop.p99Us(), byCause);
        }
    }

    private static void print(String what, double p99Us, Map<String, Taken> byCause) {
        System.out.printf(Locale.ROOT, what, p99Us);
        byCause.entrySet().stream()
                .sorted(Comparator.comparingLong(cause -> -cause.getValue().ns()))
                .forEach(cause -> System.out.printf(
                        Locale.ROOT,
                        "    %-36s n %5d  together %8.2f ms  of it this kernel's %8.2f ms  longest %8.1f us%n",
                        cause.getKey(),
                        cause.getValue().count(),
                        cause.getValue().ns() / 1e6,
                        cause.getValue().kernelNs() / 1e6,
                        cause.getValue().longestNs() / 1e3));
    }
}
