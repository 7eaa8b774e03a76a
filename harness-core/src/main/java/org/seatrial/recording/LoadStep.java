package org.seatrial.recording;

/**
 * One step of a search for the throughput of a design: an even load for a while, and what came of it. What was intended
 * and what was offered stand beside each other, because a generator that falls short must never look like the limit of
 * the design.
 *
 * @param kind what it was for
 * @param intendedPerSecond packets a second that should have been offered
 * @param frameBytes the Ethernet frame without FCS
 * @param durationNs how long the load was to last
 * @param intended packets due in that time
 * @param offered of these, handed to the kernel
 * @param received of these, arrived before the drain ended, each counted once
 * @param instrumentDrops packets that were dropped by the instrument's own receiver or by the lab's own wires
 * @param late of those offered, how many left more than {@link #LATENESS_LIMIT_NS} after their instant
 * @param standstillNs for how long the lab's whole machine stood still meanwhile
 * @param latenessMaxNs by how much the latest packet left after its instant
 * @param offeredSpanNs from the first packet sent to the last
 * @param receivedSpanNs from the first packet received to the last
 * @param delayP50Ns median delay; -1 if too few packets arrived to carry it
 * @param delayP999Ns 99.9th percentile of the delay; -1 if too few packets arrived to carry it
 * @param clockErrorNs bound of the error of each delay
 */
public record LoadStep(
        Kind kind,
        double intendedPerSecond,
        int frameBytes,
        long durationNs,
        long intended,
        long offered,
        long received,
        long instrumentDrops,
        long late,
        long standstillNs,
        long latenessMaxNs,
        long offeredSpanNs,
        long receivedSpanNs,
        long delayP50Ns,
        long delayP999Ns,
        long clockErrorNs) {

    /** A packet that leaves so late makes the load uneven: a buffer may lose one more for each. */
    public static final long LATENESS_LIMIT_NS = 1_000_000;

    /** Packets that still arrive this much longer than they were sent were held by a buffer that was filling up. */
    private static final double STRETCH = 1.01;

    /** Delays differ by so much without anything filling up. */
    private static final long STRETCH_FLOOR_NS = 10_000_000;

    /**
     * Where the load was uneven so large a share of it must be missing beyond what the instrument is known to have cost: a
     * wire that was kept waiting on one processor is not seen.
     */
    private static final double BEYOND_DOUBT = 0.1;

    /** What a step is for. */
    public enum Kind {
        /** To narrow the search. */
        SEARCH,
        /** To show at length that a rate is carried. */
        CONFIRM,
        /** To measure the delay under that load. */
        LATENCY,
        /** To find the longest burst at the highest load that loses nothing. */
        BURST
    }

    /** What a step says of the design. */
    public enum Result {
        /** Every packet that was offered arrived as fast as it was offered. */
        LOSS_FREE,
        /** The design lost packets, or fell behind. */
        LOSSY,
        /** Something is missing, and it may be the instrument's doing. */
        DOUBTFUL
    }

    public LoadStep {
        if (!(intendedPerSecond > 0) || frameBytes < 1 || durationNs < 1) {
            throw new IllegalArgumentException("a load needs a rate, a size and a duration");
        }
        if (standstillNs < 0) {
            throw new IllegalArgumentException("a standstill of " + standstillNs + " ns");
        }
        if (received < 0
                || received > offered
                || offered > intended
                || late < 0
                || late > offered
                || instrumentDrops < 0
                || latenessMaxNs < 0) {
            throw new IllegalArgumentException(
                    "impossible: intended %d, offered %d, %d late, received %d, dropped %d, latest %d ns"
                            .formatted(intended, offered, late, received, instrumentDrops, latenessMaxNs));
        }
    }

    public Result result() {
        if (offered < 2 || offeredSpanNs <= 0) {
            return Result.DOUBTFUL;
        }
        long lost = offered - received;
        if (lost == 0 && !behind(STRETCH, 0)) {
            return Result.LOSS_FREE;
        }
        boolean even = latenessMaxNs <= LATENESS_LIMIT_NS && standstillNs == 0;
        boolean tooMuch = even
                ? lost > instrumentDrops || behind(STRETCH, 0)
                : lost > perhapsOurLoss() + BEYOND_DOUBT * offered
                        || behind(STRETCH + BEYOND_DOUBT, latenessMaxNs + standstillNs);
        return tooMuch ? Result.LOSSY : Result.DOUBTFUL;
    }

    /**
     * As many packets as the instrument may have lost, or the design because of it: a buffer that drops what it cannot hold
     * loses at most one more for each packet that comes later than it should, and while the machine stands still the wires
     * hold back what it would have passed.
     */
    private double perhapsOurLoss() {
        return instrumentDrops + late + Math.ceil(intendedPerSecond * standstillNs / 1e9);
    }

    /**
     * Whether packets came for longer than they were sent. A burst is meant to fill buffers: what counts is whether they
     * hold it.
     *
     * @param oursNs for so long the last ones may have been held back by the instrument
     */
    private boolean behind(double stretch, long oursNs) {
        return kind != Kind.BURST && receivedSpanNs > offeredSpanNs * stretch + STRETCH_FLOOR_NS + oursNs;
    }

    /** The load that was really offered, bits a second of frames without FCS; 0 if there was none. */
    public double offeredBitsPerSecond() {
        return bits(offered, offeredSpanNs);
    }

    /** What really came through, bits a second: never more than was offered. */
    public double forwardedBitsPerSecond() {
        return Math.min(offeredBitsPerSecond(), bits(received, Math.max(receivedSpanNs, offeredSpanNs)));
    }

    /** Whether the generator offered less than it should have, by more than the unevenness of its ends. */
    public boolean fellShort() {
        return offeredBitsPerSecond() < 0.995 * intendedPerSecond * frameBytes * 8;
    }

    private double bits(long packets, long spanNs) {
        return packets < 2 || spanNs <= 0 ? 0 : (packets - 1) * 8.0 * frameBytes * 1e9 / spanNs;
    }
}
