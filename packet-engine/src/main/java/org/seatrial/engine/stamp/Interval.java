package org.seatrial.engine.stamp;

/**
 * A time and how far it is known, nanoseconds.
 *
 * @param lower the true value is not below
 * @param upper and not above
 */
public record Interval(double value, double lower, double upper) {}
