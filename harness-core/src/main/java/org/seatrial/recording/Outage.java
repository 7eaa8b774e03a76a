package org.seatrial.recording;

/**
 * A span in which intended packets of one stream did not arrive. All instants are monotonic nanoseconds.
 *
 * <p>Its length is known by two methods, each with the interval that the true length lies in: by timestamps (RFC 6414
 * TBM), which is what gates use, and from the number of missing packets (RFC 6413), which stands beside it.
 *
 * @param phase the phase its first missing packet belongs to
 * @param startNs when the last good packet before it was sent; the first packet's intended instant if it began before
 *     the window
 * @param endNs when the first good packet after it was sent; the last packet's instant if it never ended
 * @param lowerNs shortest span that explains the packets missing though they were sent: last minus first of their send
 *     instants, less the variation of the path's delay; 0 if none of the missing packets was sent
 * @param upperNs longest: next good minus previous good packet's send instant, plus what the next one was delayed beyond
 *     the path's shortest delay, plus the clock error; {@link Long#MAX_VALUE} if it never ended or began before the
 *     first packet
 * @param timestampNs best estimate by the stamps of both sides (RFC 6414 TBM): the middle between the spans from the first
 *     missing packet to the last and from the last good packet to the next, as they were really sent, plus what the next one
 *     was delayed beyond every good one before; -1 if it has no begin or no end
 * @param lossDerivedNs missing packets times the interval (RFC 6413)
 * @param missing packets lost, late or unsent
 * @param late of these, arrived after the forwarding delay threshold
 * @param duplicated packets within it that arrived more than once
 * @param beginsBefore whether it began before the first packet
 * @param neverEnds whether no good packet followed before the window closed
 * @param endedByHeal whether it began during the fault and lasted until after healing was commanded: the design did
 *     not recover by itself
 * @param unsent of the missing packets, never sent: the generator's own loss, which says nothing about the design
 * @param lossLowerNs accuracy of the loss-derived value (RFC 6413 section 6: one interval either way), lower end,
 *     widened by the lateness of the sender and the variation of the path's delay
 * @param lossUpperNs its upper end; {@link Long#MAX_VALUE} if there is no begin or no end
 * @param lastReceivedNs when the last good packet before it was received; -1 if there was none, or if it was not recorded
 * @param firstReceivedNs when the first good packet after it was received; -1 as above
 */
public record Outage(
        int stream,
        Phase phase,
        long startNs,
        long endNs,
        long lowerNs,
        long upperNs,
        long timestampNs,
        long lossDerivedNs,
        long missing,
        long late,
        long duplicated,
        boolean beginsBefore,
        boolean neverEnds,
        boolean endedByHeal,
        long unsent,
        long lossLowerNs,
        long lossUpperNs,
        long lastReceivedNs,
        long firstReceivedNs) {

    /** As version 1 of the outage list recorded it: every missing packet sent, by a sender that was never late. */
    public Outage(
            int stream,
            Phase phase,
            long startNs,
            long endNs,
            long lowerNs,
            long upperNs,
            long timestampNs,
            long lossDerivedNs,
            long missing,
            long late,
            long duplicated,
            boolean beginsBefore,
            boolean neverEnds,
            boolean endedByHeal) {
        this(
                stream,
                phase,
                startNs,
                endNs,
                lowerNs,
                upperNs,
                timestampNs,
                lossDerivedNs,
                missing,
                late,
                duplicated,
                beginsBefore,
                neverEnds,
                endedByHeal,
                0,
                lossDerivedNs - intervalNs(lossDerivedNs, missing),
                upperNs == Long.MAX_VALUE ? Long.MAX_VALUE : lossDerivedNs + intervalNs(lossDerivedNs, missing),
                -1,
                -1);
    }

    /** Whether it has both a begin and an end within the window; otherwise nothing says how long it was. */
    public boolean bounded() {
        return !beginsBefore && !neverEnds;
    }

    private static long intervalNs(long lossDerivedNs, long missing) {
        return missing == 0 ? lossDerivedNs : Math.ceilDiv(lossDerivedNs, missing);
    }
}
