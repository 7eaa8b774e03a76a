package org.seatrial.units;

/** What a quantity measures. The base unit is the one its number is kept in. */
public enum Dimension {
    /** Nanoseconds. */
    TIME("ns"),
    /** A fraction from 0 to 1. */
    RATIO(""),
    /** Whole things: packets, outages. */
    COUNT(""),
    /** Packets a second. */
    PACKET_RATE("/s"),
    /** Bits a second. */
    BIT_RATE("bit/s"),
    /** Bytes (octets). */
    SIZE("B"),
    /** Metres. */
    LENGTH("m"),
    /** Points on a scale that its metric names: opinions, ratings. */
    SCORE("");

    private final String baseUnit;

    Dimension(String baseUnit) {
        this.baseUnit = baseUnit;
    }

    public String baseUnit() {
        return baseUnit;
    }
}
