package org.seatrial.recording;

import java.util.ArrayList;
import java.util.List;

/**
 * A span of the monotonic clock in which no processor of the lab's machine ran anything, as when a hypervisor pauses the
 * whole machine. The nodes under test stood still as well: nothing can have failed within it and been well again at its
 * end.
 *
 * @param fromNs when the last of the processors stopped
 * @param untilNs when the first of them ran again; after {@code fromNs}
 */
public record Standstill(long fromNs, long untilNs) {

    /** Shorter ones are not told from a processor that is busy with an interrupt. */
    public static final long SHORTEST_NS = 5_000_000;

    public Standstill {
        if (untilNs <= fromNs) {
            throw new IllegalArgumentException(
                    "a standstill from " + fromNs + " until " + untilNs + " ns has no length");
        }
    }

    public long lengthNs() {
        return untilNs - fromNs;
    }

    /**
     * When all processors stood still at once.
     *
     * @param processors for each processor the spans in which it did not run, by time and apart from each other
     * @return what is common to all, by time, without what is shorter than {@link #SHORTEST_NS}; empty if there is no
     *     processor
     */
    public static List<Standstill> common(List<List<Standstill>> processors) {
        if (processors.isEmpty()) {
            return List.of();
        }
        List<Standstill> common = processors.getFirst();
        for (List<Standstill> next : processors.subList(1, processors.size())) {
            common = common(common, next);
        }
        return common.stream().filter(span -> span.lengthNs() >= SHORTEST_NS).toList();
    }

    private static List<Standstill> common(List<Standstill> some, List<Standstill> others) {
        List<Standstill> common = new ArrayList<>();
        int one = 0;
        int other = 0;
        while (one < some.size() && other < others.size()) {
            Standstill left = some.get(one);
            Standstill right = others.get(other);
            long from = Math.max(left.fromNs, right.fromNs);
            long until = Math.min(left.untilNs, right.untilNs);
            if (from < until) {
                common.add(new Standstill(from, until));
            }
            if (left.untilNs <= right.untilNs) {
                one++;
            } else {
                other++;
            }
        }
        return common;
    }

    /** How much of the time between two instants was spent standing still, nanoseconds. */
    public static long within(List<Standstill> standstills, long fromNs, long untilNs) {
        if (untilNs - fromNs < SHORTEST_NS) {
            // By far the most packets follow one another more closely than that.
            return 0;
        }
        long still = 0;
        for (Standstill standstill : standstills) {
            still += Math.max(0, Math.min(untilNs, standstill.untilNs) - Math.max(fromNs, standstill.fromNs));
        }
        return still;
    }
}
