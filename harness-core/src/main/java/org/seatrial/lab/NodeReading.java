package org.seatrial.lab;

/**
 * A node as seen from outside.
 *
 * @param processes of the node that are running
 * @param carriersUp ends of its cables, at its neighbours, that have carrier
 * @param framesOut frames that have arrived at its neighbours from it
 */
public record NodeReading(long beforeNs, long afterNs, int processes, int carriersUp, long framesOut) {}
