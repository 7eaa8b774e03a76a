package org.seatrial.recording;

/**
 * Something the design under test logged about itself.
 *
 * @param node who logged it
 * @param what for example {@code bfd-down}, {@code bgp-up} or {@code guest-started}
 * @param atNs on the monotonic clock, converted from the log's wall clock
 * @param detail the log line; the name of the guest where it is about one
 */
public record Noticed(String node, String what, long atNs, String detail) {

    /** The stamps that nodes write into their logs are no finer: microseconds. */
    public static final long RESOLUTION_NS = 1_000;

    public static final String BFD_DOWN = "bfd-down";
    public static final String BFD_UP = "bfd-up";
    public static final String BGP_DOWN = "bgp-down";
    public static final String BGP_UP = "bgp-up";

    /** A virtual machine was started on the node. */
    public static final String GUEST_STARTED = "guest-started";

    /** It could not be started. */
    public static final String GUEST_FAILED = "guest-failed";

    /** It says itself that its service runs, as was seen within a moment of it. */
    public static final String GUEST_READY = "guest-ready";

    /** Whoever waited for it was answered by its service. */
    public static final String GUEST_ANSWERED = "guest-answered";

    public static final String GUEST_STOPPED = "guest-stopped";
}
