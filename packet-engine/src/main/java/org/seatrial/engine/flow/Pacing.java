package org.seatrial.engine.flow;

import java.util.Locale;
import org.seatrial.traffic.Precision;

/**
 * How a sender waits for the next instant, decided before it starts.
 *
 * <p>A precise sender sleeps until {@link #MARGIN_NS} before the instant, which is about what waking up takes, and spins
 * the rest. So each packet costs at most that much spinning, and what a flow costs is known from its rate.
 *
 * @param precision what it will be
 * @param busyShare of one core, from 0 to 1: what it will take at most
 * @param shortfall why it is less precise than asked; empty if it is not
 */
public record Pacing(Precision precision, double busyShare, String shortfall) {

    /** How long before an instant a precise sender stops sleeping. */
    static final long MARGIN_NS = 60_000;

    /** What handing over one packet takes, with all that the kernel does for it on a veth pair. */
    private static final long SEND_NS = 4_000;

    /** Of one core: the nodes under test share the machine. Ten thousand packets a second fit. */
    public static final double BUDGET = 0.65;

    /**
     * What can be had.
     *
     * @param packetsPerSecond of all streams of the sender together
     * @param budget the share of one core that it may take; 1 lets it never sleep
     */
    public static Pacing of(Precision asked, double packetsPerSecond, double budget) {
        double sending = packetsPerSecond * SEND_NS / 1e9;
        double spinning = packetsPerSecond * (MARGIN_NS + SEND_NS) / 1e9;
        return switch (asked) {
            case LIGHT -> new Pacing(Precision.LIGHT, Math.min(1, sending), "");
            case PRECISE ->
                Math.min(1, spinning) <= budget
                        ? new Pacing(Precision.PRECISE, Math.min(1, spinning), "")
                        : new Pacing(
                                Precision.LIGHT,
                                Math.min(1, sending),
                                String.format(
                                        Locale.ROOT,
                                        "paced lightly instead of precisely: spinning for %.0f packets/s takes up to"
                                                + " %.2f of a core, allowed is %.2f",
                                        packetsPerSecond,
                                        Math.min(1, spinning),
                                        budget));
        };
    }
}
