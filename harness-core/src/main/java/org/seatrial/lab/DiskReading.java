package org.seatrial.lab;

/**
 * How fast a disk may be, as whoever holds it back says.
 *
 * @param beforeNs monotonic instant before the reading
 * @param afterNs and after it
 * @param operationsPerSecond reads and writes that it does at most; 0 if nothing holds it back
 */
public record DiskReading(long beforeNs, long afterNs, long operationsPerSecond) {}
