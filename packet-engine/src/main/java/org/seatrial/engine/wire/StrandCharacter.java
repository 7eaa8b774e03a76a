package org.seatrial.engine.wire;

import org.seatrial.topology.LinkCharacter;

/**
 * What one direction of a wire does to each frame, in this order: it queues and serialises it, loses it, delays it, holds
 * it back, corrupts it, sends it twice. Times are nanoseconds.
 *
 * @param delayNs propagation delay, 0 to 60 s
 * @param jitterNs each frame's delay deviates evenly distributed by up to this much either way; at most the delay. A frame
 *     never overtakes the one before it for that: it then leaves together with it
 * @param lossRatio share of frames lost, each independently, 0 to 1
 * @param corruptRatio share of frames that leave with one bit behind the Ethernet header turned over, 0 to 1
 * @param duplicateRatio share of frames that leave twice, 0 to 1
 * @param reorderRatio share of frames held back by {@code reorderNs} beyond their delay, so that later ones overtake them,
 *     0 to 1
 * @param reorderNs 0 to 60 s
 * @param rateBitsPerSecond line rate, at which each frame takes its time with preamble, frame check sequence and gap (24
 *     octets); 0 for none
 * @param queueBytes octets that may wait for the line, as the line counts them; a frame that finds more is dropped
 */
public record StrandCharacter(
        long delayNs,
        long jitterNs,
        double lossRatio,
        double corruptRatio,
        double duplicateRatio,
        double reorderRatio,
        long reorderNs,
        double rateBitsPerSecond,
        long queueBytes) {

    /** What a port of a data-centre switch has of its chip's buffer ... */
    private static final long PORT_BYTES = 256 * 1024;

    /** ... or what arrives while the sender makes up for a stall, because a stall of the machine is no congestion. */
    private static final double STALL_S = 0.010;

    /** Passes every frame at once. */
    public static final StrandCharacter PLAIN = of(LinkCharacter.PLAIN);

    private static final long LONGEST_NS = 60_000_000_000L;

    public StrandCharacter {
        time("delay", delayNs, LONGEST_NS);
        time("jitter", jitterNs, delayNs);
        time("hold-back of reordered frames", reorderNs, LONGEST_NS);
        ratio("loss", lossRatio);
        ratio("corruption", corruptRatio);
        ratio("duplication", duplicateRatio);
        ratio("reordering", reorderRatio);
        if (!(rateBitsPerSecond >= 0) || Double.isInfinite(rateBitsPerSecond)) {
            throw new IllegalArgumentException("rate " + rateBitsPerSecond + " bit/s: 0 (none) or more");
        }
        if (queueBytes < 0) {
            throw new IllegalArgumentException("queue of " + queueBytes + " octets: 0 or more");
        }
    }

    private static void time(String what, long ns, long most) {
        if (ns < 0 || ns > most) {
            throw new IllegalArgumentException(what + " of " + ns + " ns: 0 to " + most);
        }
    }

    private static void ratio(String what, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(what + " of " + ratio + ": 0 to 1");
        }
    }

    /** As the topology file gives it; what may wait for the line is 256 KiB or 10 ms of the line, whichever is more. */
    public static StrandCharacter of(LinkCharacter link) {
        return new StrandCharacter(
                link.delayNs(),
                link.jitterNs(),
                link.lossRatio(),
                0,
                0,
                0,
                0,
                link.rateBitsPerSecond(),
                usualQueueBytes(link.rateBitsPerSecond()));
    }

    /** The queue of a port of unknown make, for a line rate. */
    public static long usualQueueBytes(double rateBitsPerSecond) {
        return Math.max(PORT_BYTES, (long) (rateBitsPerSecond / Byte.SIZE * STALL_S));
    }

    public StrandCharacter withDelay(long delay, long jitter) {
        return new StrandCharacter(
                delay,
                jitter,
                lossRatio,
                corruptRatio,
                duplicateRatio,
                reorderRatio,
                reorderNs,
                rateBitsPerSecond,
                queueBytes);
    }

    public StrandCharacter withLoss(double ratio) {
        return new StrandCharacter(
                delayNs,
                jitterNs,
                ratio,
                corruptRatio,
                duplicateRatio,
                reorderRatio,
                reorderNs,
                rateBitsPerSecond,
                queueBytes);
    }

    public StrandCharacter withCorruption(double ratio) {
        return new StrandCharacter(
                delayNs,
                jitterNs,
                lossRatio,
                ratio,
                duplicateRatio,
                reorderRatio,
                reorderNs,
                rateBitsPerSecond,
                queueBytes);
    }

    public StrandCharacter withDuplication(double ratio) {
        return new StrandCharacter(
                delayNs,
                jitterNs,
                lossRatio,
                corruptRatio,
                ratio,
                reorderRatio,
                reorderNs,
                rateBitsPerSecond,
                queueBytes);
    }

    /** Holds a share of the frames back by {@code ns}. */
    public StrandCharacter withReordering(double ratio, long ns) {
        return new StrandCharacter(
                delayNs, jitterNs, lossRatio, corruptRatio, duplicateRatio, ratio, ns, rateBitsPerSecond, queueBytes);
    }

    public StrandCharacter withRate(double bitsPerSecond, long queue) {
        return new StrandCharacter(
                delayNs,
                jitterNs,
                lossRatio,
                corruptRatio,
                duplicateRatio,
                reorderRatio,
                reorderNs,
                bitsPerSecond,
                queue);
    }

    /** The earliest a frame can leave after it arrived. */
    long leastDelayNs() {
        return delayNs - jitterNs;
    }
}
