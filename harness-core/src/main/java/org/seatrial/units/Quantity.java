package org.seatrial.units;

/**
 * A number with its unit.
 *
 * @param base the number in the dimension's base unit
 * @param text as written by a person
 */
public record Quantity(Dimension dimension, double base, String text) {}
