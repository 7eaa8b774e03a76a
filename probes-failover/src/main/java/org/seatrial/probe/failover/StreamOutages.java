package org.seatrial.probe.failover;

import java.util.ArrayList;
import java.util.List;
import org.seatrial.probe.FlowContext;
import org.seatrial.recording.Outage;
import org.seatrial.recording.Phase;
import org.seatrial.recording.Standstill;
import org.seatrial.traffic.Outcome;

/**
 * Follows one stream and closes an outage at the first good packet after it. Only a packet's own arrival counts: copies
 * of an earlier one that come in meanwhile are no recovery.
 *
 * <p>A packet met the fault somewhere between its send and its arrival. How long it was on its way until then is not
 * known, only that the path takes at least its shortest delay in all: so an interval is widened by what packets took
 * beyond that. The shortest delay is known when the stream is over, and intervals are made then.
 */
final class StreamOutages {

    private final int stream;
    private final PhaseOfOutage phaseOf;
    private final LongestByPhase gaps;
    private final LongestByPhase unseenAndDelay;
    private final double intervalNs;
    private final long clockErrorNs;
    private final List<Standstill> standstills;
    private final MissingPackets missing = new MissingPackets();
    private final List<Span> found = new ArrayList<>();
    private long nextSequence;
    private long firstIntendedNs;
    private boolean sentBefore;
    private long lastSentNs;
    private boolean goodBefore;
    private long goodSentNs;
    private long goodReceivedNs;
    private long shortestDelayNs = Long.MAX_VALUE;
    private long longestDelayNs = Long.MIN_VALUE;

    /** @param gaps takes the longest times between two packets, of all streams together */
    StreamOutages(int stream, FlowContext context, PhaseOfOutage phaseOf, LongestByPhase gaps) {
        this.stream = stream;
        this.phaseOf = phaseOf;
        this.gaps = gaps;
        this.unseenAndDelay = new LongestByPhase(context.phases());
        this.intervalNs = context.flow().intervalNs();
        this.clockErrorNs = Math.max(0, context.clock().errorNs());
        this.standstills = context.standstills();
    }

    /**
     * An outage but for what the path's shortest delay adds to its intervals.
     *
     * @param longestDelayNs longest delay of a good packet before it; {@link Long#MIN_VALUE} if there was none
     * @param nextDelayNs delay of the first good packet after it
     */
    private record Span(Outage outage, long longestDelayNs, long nextDelayNs) {}

    void sample(long sequence, long intendedNs, long startedNs, long completedNs, Outcome outcome, int copies) {
        if (sequence != nextSequence) {
            throw new IllegalStateException("stream %d: sample of packet %d instead of %d: a packet without a sample"
                            .formatted(stream, sequence, nextSequence)
                    + " would be an outage that nobody sees");
        }
        if (sequence == 0) {
            firstIntendedNs = intendedNs;
        }
        nextSequence++;
        // A sender that stopped first never tried: then the packet is missing from the instant it was due.
        long sentNs = outcome == Outcome.UNSENT ? Math.max(intendedNs, startedNs) : startedNs;
        if (outcome != Outcome.UNSENT) {
            long sinceNs = sentBefore ? lastSentNs : Math.min(firstIntendedNs, sentNs);
            gaps.span(sinceNs, sentNs, runningNs(sinceNs, sentNs));
            sentBefore = true;
            lastSentNs = sentNs;
        }
        if (outcome.good()) {
            good(intendedNs, sentNs, completedNs);
        } else {
            missing.add(intendedNs, sentNs, outcome, copies);
        }
    }

    private void good(long intendedNs, long sentNs, long receivedNs) {
        long delayNs = receivedNs - sentNs;
        if (!missing.none()) {
            found.add(ended(intendedNs, sentNs, receivedNs));
            missing.clear();
        } else if (goodBefore) {
            long arrivedNs = Math.max(sentNs, receivedNs);
            unseenAndDelay.span(goodSentNs, arrivedNs, runningNs(goodSentNs, arrivedNs));
        }
        shortestDelayNs = Math.min(shortestDelayNs, delayNs);
        longestDelayNs = Math.max(longestDelayNs, delayNs);
        goodBefore = true;
        goodSentNs = sentNs;
        goodReceivedNs = receivedNs;
    }

    /**
     * The time between two packets for which the machine ran: while it stood still, no node can have failed and been well
     * again. Never 0, which would say that no packet was sent. What lies around a missing packet is an outage and is not
     * shortened.
     */
    private long runningNs(long fromNs, long untilNs) {
        long stillNs = Standstill.within(standstills, fromNs, untilNs);
        return stillNs == 0 ? untilNs - fromNs : Math.max(1, untilNs - fromNs - stillNs);
    }

    private Span ended(long intendedNs, long sentNs, long receivedNs) {
        long seenNs = Math.max(sentNs, receivedNs);
        Phase phase = phaseOf.outage(missing.firstIntendedNs(), missing.firstNs(), seenNs);
        boolean healed = phaseOf.healed(phase, seenNs);
        if (!goodBefore) {
            return new Span(unbounded(phase, sentNs, false, healed, receivedNs), longestDelayNs, 0);
        }
        long latenessNs = Math.max(0, sentNs - intendedNs);
        Outage outage = new Outage(
                stream,
                phase,
                goodSentNs,
                sentNs,
                missing.sentSpanNs(),
                sentNs - goodSentNs,
                (missing.lastNs() - missing.firstNs() + sentNs - goodSentNs) / 2 + heldNs(receivedNs - sentNs),
                Math.round(missing.count() * intervalNs),
                missing.count(),
                missing.late(),
                missing.duplicated(),
                false,
                false,
                healed,
                missing.unsent(),
                lossLowerNs(),
                (long) Math.ceil((missing.count() + 1) * intervalNs) + latenessNs,
                goodReceivedNs,
                receivedNs);
        return new Span(outage, longestDelayNs, receivedNs - sentNs);
    }

    /**
     * What the first good packet was delayed beyond every good one before the outage: that is the outage's doing. A delay
     * that packets had before says nothing of the outage, and would only add its own variation to the estimate.
     */
    private long heldNs(long delayNs) {
        return Math.max(0, delayNs - longestDelayNs);
    }

    private Outage unbounded(Phase phase, long endNs, boolean neverEnds, boolean healed, long firstReceivedNs) {
        return new Outage(
                stream,
                phase,
                goodBefore ? goodSentNs : firstIntendedNs,
                endNs,
                missing.sentSpanNs(),
                Long.MAX_VALUE,
                -1,
                Math.round(missing.count() * intervalNs),
                missing.count(),
                missing.late(),
                missing.duplicated(),
                !goodBefore,
                neverEnds,
                healed,
                missing.unsent(),
                lossLowerNs(),
                Long.MAX_VALUE,
                goodBefore ? goodReceivedNs : -1,
                firstReceivedNs);
    }

    private long lossLowerNs() {
        return missing.sent() == 0
                ? 0
                : (long) Math.floor((missing.sent() - 1) * intervalNs) - missing.firstSentLatenessNs();
    }

    /** Intended packets so far. */
    long packets() {
        return nextSequence;
    }

    /** Adds the outages of the stream, and what may have gone unseen between its packets. */
    void report(List<Outage> outages, LongestByPhase unseen) {
        found.forEach(span -> outages.add(outage(span)));
        if (!missing.none()) {
            Phase phase = phaseOf.outage(missing.firstIntendedNs(), missing.firstNs(), Long.MAX_VALUE);
            boolean healed = phaseOf.healed(phase, missing.lastNs());
            outages.add(outage(new Span(unbounded(phase, missing.lastNs(), true, healed, -1), longestDelayNs, 0)));
        }
        if (goodBefore) {
            unseen.merge(unseenAndDelay, shortestDelayNs - 2 * clockErrorNs);
        }
    }

    private Outage outage(Span span) {
        Outage raw = span.outage();
        // Either of the two delays that are compared may be wrong by the clock error.
        long before = span.longestDelayNs() == Long.MIN_VALUE ? longestDelayNs : span.longestDelayNs();
        long variationNs = goodBefore ? Math.max(0, before - shortestDelayNs) + 2 * clockErrorNs : 0;
        long delayedNs = raw.bounded() ? span.nextDelayNs() - shortestDelayNs + 2 * clockErrorNs : 0;
        return new Outage(
                raw.stream(),
                raw.phase(),
                raw.startNs(),
                raw.endNs(),
                Math.max(0, raw.lowerNs() - variationNs),
                raw.bounded() ? raw.upperNs() + delayedNs : Long.MAX_VALUE,
                raw.timestampNs(),
                raw.lossDerivedNs(),
                raw.missing(),
                raw.late(),
                raw.duplicated(),
                raw.beginsBefore(),
                raw.neverEnds(),
                raw.endedByHeal(),
                raw.unsent(),
                Math.max(0, raw.lossLowerNs() - variationNs),
                raw.bounded() ? raw.lossUpperNs() + delayedNs : Long.MAX_VALUE,
                raw.lastReceivedNs(),
                raw.firstReceivedNs());
    }
}
