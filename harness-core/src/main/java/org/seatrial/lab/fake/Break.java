package org.seatrial.lab.fake;

import java.util.Set;

/**
 * Something broken in a simulated lab.
 *
 * @param key names it for healing
 * @param links names of the links it takes
 * @param node the node it takes; empty if none
 * @param aToB whether frames from the first to the second end of its links are lost
 * @param bToA the same the other way
 * @param carrierA whether the first end keeps its carrier
 * @param carrierB whether the second end does
 * @param fromNs when it broke
 * @param untilNs when it was healed; {@link Long#MAX_VALUE} if it was not
 */
record Break(
        String key,
        Set<String> links,
        String node,
        boolean aToB,
        boolean bToA,
        boolean carrierA,
        boolean carrierB,
        long fromNs,
        long untilNs) {

    boolean activeAt(long ns) {
        return fromNs <= ns && ns < untilNs;
    }

    boolean silent() {
        return carrierA && carrierB;
    }

    Break healedAt(long ns) {
        return new Break(key, links, node, aToB, bToA, carrierA, carrierB, fromNs, ns);
    }

    /** How much of the time until {@code ns} it was in force, nanoseconds. */
    long activeBefore(long ns) {
        return Math.max(0, Math.min(ns, untilNs) - fromNs);
    }
}
