package org.seatrial.fault;

import java.time.Duration;

/**
 * What an impaired link does to frames beyond what it does by design.
 *
 * @param delay added to the link's own, 0 to 10 s
 * @param jitter each frame's added delay deviates by up to this much either way; at most the delay
 * @param lossRatio share of frames lost, each independently, 0 to 1
 * @param corruptionRatio share of frames with one bit turned over, 0 to 1
 * @param duplicationRatio share of frames that arrive twice, 0 to 1
 * @param reorderingRatio share of frames held back so that later ones overtake them, 0 to 1
 * @param reorderingBy for how long they are held back; above 0 where there is reordering
 * @param rateBitsPerSecond line rate; 0 to keep the link's own
 */
public record Impairment(
        Duration delay,
        Duration jitter,
        double lossRatio,
        double corruptionRatio,
        double duplicationRatio,
        double reorderingRatio,
        Duration reorderingBy,
        double rateBitsPerSecond) {

    public static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /** No impairment. */
    public static final Impairment NONE = new Impairment(Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, Duration.ZERO, 0);

    public Impairment {
        time("delay", delay);
        time("jitter", jitter);
        time("reordering-by", reorderingBy);
        ratio("loss", lossRatio);
        ratio("corruption", corruptionRatio);
        ratio("duplication", duplicationRatio);
        ratio("reordering", reorderingRatio);
        if (jitter.compareTo(delay) > 0) {
            throw new IllegalArgumentException("jitter " + jitter + " is more than the delay " + delay);
        }
        if (!(rateBitsPerSecond >= 0) || Double.isInfinite(rateBitsPerSecond)) {
            throw new IllegalArgumentException("rate " + rateBitsPerSecond + " bit/s: 0 (keep) or more");
        }
    }

    private static void time(String what, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(what + " " + time + ": 0 to " + LONGEST_DELAY);
        }
    }

    private static void ratio(String what, double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException(what + " " + ratio + ": 0 to 1");
        }
    }
}
