package org.seatrial.run;

import java.util.Optional;
import java.util.function.Predicate;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.TrafficSession;

/**
 * A flow outside the blast radius: it must not lose packets in one look after the other. A short outage is the design's
 * own business and is judged by its requirements; one that does not end while the fault lasts is a fault too large.
 */
final class SparedFlow implements AbortCondition {

    /** So many looks in a row with packets lost. */
    static final int LOOKS_IN_A_ROW = 5;

    private static final long SHORTEST_LOOK_NS = 100_000_000L;

    private final Flow flow;
    private final TrafficSession session;
    private final Predicate<Span> disturbed;
    private final long lookNs;
    private final long settledNs;
    private long nextNs = Long.MIN_VALUE;
    private int bad;
    private long badSinceNs;
    private long sent;
    private long lost;

    /** @param disturbed whether the machine or the instrument was in trouble in a span, so that its losses say nothing */
    SparedFlow(Flow flow, TrafficSession session, Predicate<Span> disturbed) {
        this.flow = flow;
        this.session = session;
        this.disturbed = disturbed;
        // Each stream sends twice in a look, so that one stream of many that is dead is seen in each.
        this.lookNs = Math.max(SHORTEST_LOOK_NS, Math.round(2 * flow.intervalNs()));
        this.settledNs = flow.forwardingDelayThreshold().toNanos();
    }

    /** A span of the monotonic clock. */
    record Span(long fromNs, long untilNs) {}

    @Override
    public Optional<Sighting> look(long faultNs, long nowNs) {
        nextNs = Math.max(nextNs, faultNs);
        while (nowNs - settledNs - nextNs >= lookNs) {
            long fromNs = nextNs;
            nextNs += lookNs;
            judge(new Span(fromNs, nextNs));
            if (bad == LOOKS_IN_A_ROW) {
                return Optional.of(new Sighting(
                        badSinceNs,
                        "flow " + flow.name() + ", which the fault must spare, lost " + lost + " of " + sent
                                + " packets, some in each of " + bad + " looks in a row of " + lookNs / 1_000_000
                                + " ms"));
            }
        }
        return Optional.empty();
    }

    /** What cannot be judged counts neither way. */
    private void judge(Span span) {
        FlowProgress seen = session.progress(span.fromNs(), span.untilNs()).stream()
                .filter(progress -> progress.flow().equals(flow.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no progress of flow " + flow.name()));
        boolean late = seen.worstLatenessNs() > SteadyState.latenessLimitNs(flow);
        if (seen.sent() == 0 || late || disturbed.test(new Span(span.fromNs(), span.untilNs() + settledNs))) {
            return;
        }
        if (seen.received() >= seen.sent()) {
            bad = 0;
            return;
        }
        if (bad == 0) {
            badSinceNs = span.fromNs();
            sent = 0;
            lost = 0;
        }
        bad++;
        sent += seen.sent();
        lost += seen.sent() - seen.received();
    }
}
