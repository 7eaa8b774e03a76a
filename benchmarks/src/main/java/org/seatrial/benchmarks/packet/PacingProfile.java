package org.seatrial.benchmarks.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.seatrial.benchmarks.trace.KernelTrace;
import org.seatrial.benchmarks.trace.TakenTime;
import org.seatrial.engine.flow.Pacing;
import org.seatrial.traffic.Precision;

/**
 * Why packets leave late: what the kernel did on the sender's processor between the instant at which a packet was due and the
 * one at which it was handed over, and how late the sender is woken where it sleeps. Tracing costs about a microsecond an
 * event, so the figures are a little worse than without.
 */
public final class PacingProfile {

    private static final int SECONDS = 4;
    private static final long LATE_NS = 5_000;
    private static final double KNOWN = 0.5;
    private static final double WHOLE_CORE = 1;

    private PacingProfile() {}

    public static void main(String[] arguments) {
        try (VethPair pair = new VethPair()) {
            profile(pair, 10_000, WHOLE_CORE);
            profile(pair, 100_000, WHOLE_CORE);
        }
    }

    private static void profile(VethPair pair, int perSecond, double budget) {
        long lasts = SECONDS * 1_000_000_000L;
        Rounds.awaitQuiet();
        try (KernelTrace trace = KernelTrace.ofEverything()) {
            Pacing pacing = Pacing.of(Precision.PRECISE, perSecond, budget);
            OwnFlow flow = new OwnFlow(pair, perSecond, 1, pacing, 2 * lasts);
            OwnFlow.sleepUntil(flow.startNs() + lasts);
            String thread = flow.sending().getName();
            OwnFlow.Counts counts = flow.stop();
            TakenTime taken = new TakenTime(thread, trace.stop());
            System.out.printf(
                    Locale.ROOT,
                    "%d/s, %s: %d packets%n",
                    perSecond,
                    pacing.neverSleeps()
                            ? "never sleeping"
                            : "sleeping until " + pacing.marginNs() / 1000 + " us before",
                    counts.sent());
            late(flow, counts.sent(), taken);
            wakings(taken.wakings());
        }
    }

    /** A packet that nothing known held up had to wait behind a late one, if there is one before it. */
    private static void late(OwnFlow flow, int packets, TakenTime taken) {
        Map<String, List<Long>> byCause = new TreeMap<>();
        long[] all = new long[packets];
        String before = "";
        for (int i = 0; i < packets; i++) {
            long due = flow.log().intendedNs(i);
            long sent = flow.log().sentNs(i);
            all[i] = sent - due;
            if (all[i] <= LATE_NS) {
                before = "";
                continue;
            }
            Map<String, Long> kernel = taken.within(due, sent);
            if (sum(kernel) >= KNOWN * all[i]) {
                before = Collections.max(kernel.entrySet(), Map.Entry.comparingByValue())
                        .getKey();
            } else if (before.isEmpty()) {
                before = "nothing that this kernel did";
            }
            byCause.computeIfAbsent(before, _ -> new ArrayList<>()).add(all[i]);
        }
        print("lateness of all packets", all);
        byCause.entrySet().stream()
                .sorted(Comparator.comparingInt(cause -> -cause.getValue().size()))
                .forEach(cause -> print(
                        "  more than " + LATE_NS / 1000 + " us late: " + cause.getKey(),
                        cause.getValue().stream().mapToLong(Long::longValue).toArray()));
    }

    private static long sum(Map<String, Long> nsByCause) {
        return nsByCause.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void wakings(List<TakenTime.Waking> wakings) {
        if (wakings.isEmpty()) {
            return;
        }
        print(
                "woken: from the instant asked for to the timer's interrupt",
                wakings.stream()
                        .mapToLong(waking -> Math.max(0, waking.interruptNs() - waking.requestedNs()))
                        .toArray());
        print(
                "woken: from the interrupt until the thread runs",
                wakings.stream()
                        .mapToLong(waking -> waking.runningNs() - waking.interruptNs())
                        .toArray());
    }

    private static void print(String what, long[] ns) {
        Arrays.sort(ns);
        System.out.printf(
                Locale.ROOT,
                "%-80s n %7d  p50 %8.1f  p90 %8.1f  p99 %8.1f  p99.9 %8.1f  max %8.1f us%n",
                what,
                ns.length,
                at(ns, 0.5),
                at(ns, 0.9),
                at(ns, 0.99),
                at(ns, 0.999),
                at(ns, 1));
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))] / 1e3;
    }
}
