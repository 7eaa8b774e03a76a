package org.seatrial.lab;

/**
 * A link as its ends see it.
 *
 * @param beforeNs monotonic instant before the reading
 * @param afterNs and after it
 * @param carrierA whether the first endpoint is up and has carrier
 * @param carrierB the same for the second
 * @param framesIntoA frames that have arrived at the first endpoint since it was made
 * @param framesIntoB the same for the second
 * @param silencedAtoB frames from A to B that the link swallowed while cut silently, since it was made
 * @param silencedBtoA the same from B to A
 */
public record LinkReading(
        long beforeNs,
        long afterNs,
        boolean carrierA,
        boolean carrierB,
        long framesIntoA,
        long framesIntoB,
        long silencedAtoB,
        long silencedBtoA) {}
