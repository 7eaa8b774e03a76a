package org.seatrial.lab;

/**
 * Something the design under test logged about itself.
 *
 * @param node who logged it
 * @param what for example {@code bfd-down}, {@code bfd-up}, {@code bgp-down}, {@code bgp-up}
 * @param atNs on the monotonic clock, converted from the log's wall clock
 * @param detail the log line
 */
public record Noticed(String node, String what, long atNs, String detail) {

    /** The stamps that nodes write into their logs are no finer: microseconds. */
    public static final long RESOLUTION_NS = 1_000;

    public static final String BFD_DOWN = "bfd-down";
    public static final String BFD_UP = "bfd-up";
    public static final String BGP_DOWN = "bgp-down";
    public static final String BGP_UP = "bgp-up";
}
