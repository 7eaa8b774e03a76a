package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.FlowProgress;
import org.seatrial.traffic.TrafficSession;

/** Proves, before a fault, that nothing is wrong yet: every packet of the window arrived and left in time. */
final class SteadyState {

    /** Packets younger than this may still be on their way. */
    private static final Duration IN_FLIGHT = Duration.ofMillis(20);

    /**
     * A sender may be late by one packet interval, and by this much whatever its rate: on two shared cores stalls of a few
     * milliseconds are ordinary. What they cost is in the interval of each measurement, so more need not be refused.
     */
    private static final long LATENESS_FLOOR_NS = 20_000_000L;

    private SteadyState() {}

    /** How late a packet of a flow may leave, nanoseconds. */
    static long latenessLimitNs(Flow flow) {
        return Math.max(LATENESS_FLOOR_NS, Math.round(flow.intervalNs()));
    }

    /** @throws TrialInvalidException naming the first flow that lost packets or left late in the window */
    static void prove(TrafficSession session, List<Flow> flows, long fromNs, long untilNs) {
        Map<String, FlowProgress> progress = session.progress(fromNs, untilNs - IN_FLIGHT.toNanos()).stream()
                .collect(Collectors.toMap(FlowProgress::flow, Function.identity()));
        for (Flow flow : flows) {
            FlowProgress seen = progress.get(flow.name());
            if (seen == null || seen.intended() == 0) {
                throw new TrialInvalidException("steady state not reached: no packet of " + flow.name() + " was due");
            }
            if (!seen.lossFree()) {
                throw new TrialInvalidException("steady state not reached: of " + seen.intended() + " packets of "
                        + flow.name() + " " + seen.sent() + " were sent and " + seen.received() + " arrived");
            }
            if (seen.worstLatenessNs() > latenessLimitNs(flow)) {
                throw new TrialInvalidException("steady state not reached: a packet of " + flow.name() + " left "
                        + seen.worstLatenessNs() / 1_000 + " µs late, limit "
                        + latenessLimitNs(flow) / 1_000 + " µs");
            }
        }
    }
}
