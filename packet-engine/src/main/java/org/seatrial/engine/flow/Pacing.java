package org.seatrial.engine.flow;

import java.util.Locale;
import org.seatrial.traffic.Precision;

/**
 * How a sender waits for the next instant, decided before it starts.
 *
 * <p>A precise sender sleeps until {@link #marginNs} before the instant, which is about what waking up takes, and spins
 * the rest. So each packet costs at most that much spinning, and what a flow costs is known from its rate: where the rate is
 * high the margin is what the budget leaves for each packet. A sender that would spin nearly all of the time anyway, and may
 * have a core of its own, never sleeps. One that sleeps has real-time priority instead, which keeps the kernel's own threads
 * from pushing it aside, for milliseconds at a time.
 *
 * @param precision what it will be
 * @param marginNs how long before an instant a precise sender stops sleeping, at most {@link #MARGIN_NS}; 0 if it is light
 * @param neverSleeps whether it spins all the time
 * @param busyShare of one core, from 0 to 1: what it will take at most
 * @param shortfall why it is less precise than asked; empty if it is not
 */
public record Pacing(Precision precision, long marginNs, boolean neverSleeps, double busyShare, String shortfall) {

    /** How long before an instant a precise sender stops sleeping, if its rate allows that. */
    static final long MARGIN_NS = 60_000;

    /** Waking later than this before an instant, a sender is late too often to be called precise. */
    private static final long LEAST_MARGIN_NS = 25_000;

    /** What handing over one packet takes, with all that the kernel does for it on a veth pair. */
    private static final long SEND_NS = 4_000;

    /** Spinning this share of the time, a sender sleeps too little for real-time priority, and may as well not sleep at all. */
    private static final double MOSTLY = 0.7;

    /** With fewer, the nodes under test need what a sender leaves of its core. */
    private static final int PROCESSORS_TO_SPARE_ONE = 4;

    /** Of one core where the nodes under test share few. Twenty thousand packets a second fit. */
    public static final double BUDGET = 0.65;

    /** The share of one core that a sender may take on a machine: the nodes under test need the others. */
    public static double budget(int processors) {
        return processors < PROCESSORS_TO_SPARE_ONE ? BUDGET : 1;
    }

    /**
     * What can be had.
     *
     * @param packetsPerSecond of all streams of the sender together
     * @param budget the share of one core that it may take; 1 lets it never sleep
     */
    public static Pacing of(Precision asked, double packetsPerSecond, double budget) {
        return switch (asked) {
            case LIGHT -> light(busyShare(packetsPerSecond, 0), "");
            case PRECISE -> precise(packetsPerSecond, budget);
        };
    }

    private static Pacing precise(double packetsPerSecond, double budget) {
        if (budget >= 1 && busyShare(packetsPerSecond, MARGIN_NS) > MOSTLY) {
            return new Pacing(Precision.PRECISE, MARGIN_NS, true, 1, "");
        }
        long affordableNs = (long) (budget * 1e9 / packetsPerSecond) - SEND_NS;
        long marginNs = Math.min(MARGIN_NS, affordableNs);
        return marginNs >= LEAST_MARGIN_NS
                ? new Pacing(Precision.PRECISE, marginNs, false, busyShare(packetsPerSecond, marginNs), "")
                : light(
                        busyShare(packetsPerSecond, 0),
                        tooMuch(packetsPerSecond, busyShare(packetsPerSecond, LEAST_MARGIN_NS), budget));
    }

    private static double busyShare(double packetsPerSecond, long marginNs) {
        return Math.min(1, packetsPerSecond * (marginNs + SEND_NS) / 1e9);
    }

    private static Pacing light(double busyShare, String shortfall) {
        return new Pacing(Precision.LIGHT, 0, false, busyShare, shortfall);
    }

    private static String tooMuch(double packetsPerSecond, double spinning, double budget) {
        return String.format(
                Locale.ROOT,
                "paced lightly instead of precisely: spinning for %.0f packets/s takes at least %.2f of a core, allowed"
                        + " is %.2f",
                packetsPerSecond,
                spinning,
                budget);
    }
}
