package org.seatrial.verdict;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.units.Dimension;

/**
 * Full Convergence Time (RFC 6412): from the fault's effect until the last stream forwards again, and goes on to. A
 * route that flaps has recovered only after its last outage.
 *
 * <p>That it goes on is shown by the Sustained Convergence Validation Time: 5 packets to each destination, at least 5 s,
 * without another outage while the fault lasts. Waiting for some fixed time instead would take a lull for recovery.
 */
final class ConvergenceFigures {

    /** Sustained Convergence Validation Time, at least, in nanoseconds. */
    static final long SUSTAINED_NS = 5_000_000_000L;

    /** And at least so many packets of each stream. */
    static final int SUSTAINED_PACKETS = 5;

    private final FlowRecord flow;
    private final OutageLog log;
    private final PhaseClock phases;
    private final long clockErrorNs;

    ConvergenceFigures(FlowRecord flow, OutageLog log, PhaseClock phases, long clockErrorNs) {
        this.flow = flow;
        this.log = log;
        this.phases = phases;
        this.clockErrorNs = clockErrorNs;
    }

    /** How long the streams of a flow must forward without an outage before they count as recovered, nanoseconds. */
    static long sustainedNs(double intervalNs) {
        return Math.max(SUSTAINED_NS, (long) Math.ceil(SUSTAINED_PACKETS * intervalNs));
    }

    Measured since(Effect effect) {
        Optional<String> hindrance = SpanFigures.unobserved(flow, log, EnumSet.of(Phase.FAULT))
                .or(() -> SpanFigures.masked(log, List.of(Phase.BASELINE), phases.faultNs(), "struck"));
        if (hindrance.isPresent()) {
            return Measured.not(Dimension.TIME, hindrance.get());
        }
        List<Outage> outages = log.outages().stream()
                .filter(outage -> outage.phase() == Phase.FAULT)
                .toList();
        double lower = outages.stream()
                .mapToDouble(outage -> outage.startNs() + outage.lowerNs() - effect.latestNs())
                .max()
                .orElse(0);
        if (!outages.stream().allMatch(outage -> outage.bounded() && !outage.endedByHeal())) {
            return measured(lower, Double.POSITIVE_INFINITY, "a stream did not recover while the fault lasted");
        }
        long recoveredNs = outages.stream()
                .mapToLong(outage -> Math.max(outage.endNs(), outage.firstReceivedNs()))
                .max()
                .orElse(effect.earliestNs());
        long sustainedNs = phases.healNs() - recoveredNs;
        if (sustainedNs < sustainedNs(flow.intervalNs())) {
            return measured(
                    lower,
                    Double.POSITIVE_INFINITY,
                    "recovery was watched for %s while the fault lasted, %s are needed to call it sustained"
                            .formatted(Figures.time(sustainedNs), Figures.time(sustainedNs(flow.intervalNs()))));
        }
        double unseenNs = Math.max(
                flow.intervalNs(),
                Math.max(log.gaps().of(Phase.FAULT), log.unseen().of(Phase.FAULT)));
        double upper = recoveredNs - effect.earliestNs() + (double) clockErrorNs;
        return measured(lower, Math.max(upper, unseenNs), "");
    }

    private Measured measured(double lower, double upper, String doubt) {
        double low = Math.max(0, lower);
        double high = Math.max(low, upper);
        double value = high == Double.POSITIVE_INFINITY ? low : low + (high - low) / 2;
        return new Measured(
                Dimension.TIME, true, value, low, high, flow.counts().intended(), doubt);
    }
}
