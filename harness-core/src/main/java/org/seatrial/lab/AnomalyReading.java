package org.seatrial.lab;

/**
 * What a station sends that it should not, by whoever is not the sender. Counters never go back; the first reading of a
 * station begins to count.
 *
 * @param beforeNs monotonic instant before the reading
 * @param afterNs and after it
 * @param running whether a sender is there
 * @param sent frames that left the station, as its node counts them, wanted ones included
 * @param arrived frames of an anomaly that arrived at the other end of the station's cable
 * @param refused frames that the other end of the cable refused, for example for their size
 */
public record AnomalyReading(long beforeNs, long afterNs, boolean running, long sent, long arrived, long refused) {}
