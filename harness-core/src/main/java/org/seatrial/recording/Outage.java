package org.seatrial.recording;

/**
 * A span in which intended packets of one stream did not arrive. All instants are monotonic nanoseconds.
 *
 * @param phase the phase its first missing packet belongs to
 * @param startNs when the last good packet before it was sent; the first packet's intended instant if it began before
 *     the window
 * @param endNs when the first good packet after it was sent; the last packet's instant if it never ended
 * @param lowerNs shortest span that explains the missing packets: last minus first missing packet's send instant
 * @param upperNs longest: next good minus previous good packet's send instant, plus the clock error;
 *     {@link Long#MAX_VALUE} if it never ended or began before the first packet
 * @param timestampNs by receive stamps (RFC 6414 TBM): gap between the good packets around it less one interval; -1 if
 *     it has no begin or no end
 * @param lossDerivedNs missing packets times the interval (RFC 6413), accuracy one interval either way
 * @param missing packets lost, late or unsent
 * @param late of these, arrived after the forwarding delay threshold
 * @param duplicated packets within it that arrived more than once
 * @param beginsBefore whether it began before the first packet
 * @param neverEnds whether no good packet followed before the window closed
 * @param endedByHeal whether it began during the fault and lasted until after healing was commanded: the design did
 *     not recover by itself
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
        boolean endedByHeal) {}
