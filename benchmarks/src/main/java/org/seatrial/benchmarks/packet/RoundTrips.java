package org.seatrial.benchmarks.packet;

/**
 * Round trips of one round, in µs.
 *
 * @param p50 median
 * @param p99 99th percentile
 */
record RoundTrips(double p50, double p99) {}
