package org.seatrial.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.seatrial.lab.LabException;

/**
 * Waits until a lab is whole: each kernel has exactly the routes that the design calls for, every cable has carrier at
 * both ends, and every session between daemons is up.
 * Only the lab's state ends the wait.
 */
final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final long POLL_NS = 20_000_000;
    private static final int SHOWN = 6;

    private final Layout layout;
    private final Supplier<ForwardingTables> tables;
    private final Supplier<List<String>> missingSessions;
    private final Supplier<List<String>> refusedLines;
    private final Supplier<List<String>> darkEnds;

    Readiness(Layout layout, LabParts parts) {
        this.layout = layout;
        tables = parts::tables;
        missingSessions = parts::missingSessions;
        refusedLines = parts::refusedLines;
        darkEnds = parts::darkEnds;
    }

    /**
     * The forwarding tables of the whole lab.
     *
     * @throws LabException naming what is missing after 40 s, or a line that a daemon skipped
     */
    ForwardingTables await() {
        Map<String, Map<String, List<String>>> expected = ExpectedRoutes.of(layout);
        boolean ownConfigurations = layout.file().nodes().values().stream()
                .anyMatch(node -> !node.configurations().isEmpty());
        long limit = System.nanoTime() + LIMIT.toNanos();
        long unchangedSince = System.nanoTime();
        ForwardingTables last = tables.get();
        while (true) {
            refuseSkippedLines();
            ForwardingTables now = tables.get();
            if (!now.equals(last)) {
                unchangedSince = System.nanoTime();
                last = now;
            }
            List<String> missing = new ArrayList<>(
                    ownConfigurations ? unreachable(now, expected) : now.differencesFrom(expected, layout));
            if (missing.isEmpty()) {
                missing.addAll(darkEnds.get());
                missing.addAll(missingSessions.get());
            }
            // What a foreign configuration converges to cannot be computed: it counts once it has stood still.
            boolean settled = !ownConfigurations || System.nanoTime() - unchangedSince > STILL.toNanos();
            if (missing.isEmpty() && settled) {
                refuseSkippedLines();
                return now;
            }
            if (System.nanoTime() > limit || Thread.currentThread().isInterrupted()) {
                throw new LabException(notReady(missing));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    private void refuseSkippedLines() {
        List<String> refused = refusedLines.get();
        if (!refused.isEmpty()) {
            throw new LabException("daemons skipped lines of their configuration: " + String.join("; ", refused));
        }
    }

    private static List<String> unreachable(ForwardingTables now, Map<String, Map<String, List<String>>> expected) {
        List<String> missing = new ArrayList<>();
        Map<String, Set<String>> reached = new HashMap<>();
        now.routes()
                .forEach((node, routes) -> routes.forEach((destination, hops) -> {
                    if (!hops.isEmpty()) {
                        reached.computeIfAbsent(node, absent -> new HashSet<>()).add(destination);
                    }
                }));
        expected.forEach((node, routes) -> routes.keySet().stream()
                .filter(destination -> !reached.getOrDefault(node, Set.of()).contains(destination))
                .forEach(destination -> missing.add(node + " does not reach " + destination)));
        return missing;
    }

    private static String notReady(List<String> missing) {
        if (missing.isEmpty()) {
            return "the lab did not settle within " + LIMIT.toSeconds() + " s: its routes keep changing";
        }
        String shown = String.join("; ", missing.subList(0, Math.min(SHOWN, missing.size())));
        String more = missing.size() > SHOWN ? "; and " + (missing.size() - SHOWN) + " more" : "";
        return "the lab was not ready within " + LIMIT.toSeconds() + " s: " + shown + more
                + "; look at the daemons' logs";
    }
}
