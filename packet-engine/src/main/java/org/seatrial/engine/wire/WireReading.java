package org.seatrial.engine.wire;

/**
 * What one direction of a wire has done, since it was made or since an earlier reading.
 *
 * @param passed frames that left at the far end
 * @param silenced frames that the drop window swallowed: dropped by a fault
 * @param lost frames lost by the link's loss ratio: lost by design
 * @param queueDropped frames that found the queue in front of the link's line rate full: lost by design
 * @param dark frames due while the far end had no carrier: dropped by a fault
 * @param oversize frames that were too large for the ring: dropped by the wire itself
 * @param refused frames that the kernel did not take: dropped by the wire itself
 * @param overrun frames that found the receive ring full: dropped by the wire itself
 * @param corrupted frames that left with a bit turned over
 * @param duplicated frames that left twice
 * @param reordered frames held back for others to overtake
 * @param misstamped frames whose kernel stamp could not be true, as after a step of the wall clock
 * @param errors how late the passed frames left
 */
public record WireReading(
        long passed,
        long silenced,
        long lost,
        long queueDropped,
        long dark,
        long oversize,
        long refused,
        long overrun,
        long corrupted,
        long duplicated,
        long reordered,
        long misstamped,
        ReleaseErrors errors) {

    static WireReading of(StrandSlot slot) {
        return new WireReading(
                slot.count(StrandCounter.PASSED),
                slot.count(StrandCounter.SILENCED),
                slot.count(StrandCounter.LOST),
                slot.count(StrandCounter.QUEUE_FULL),
                slot.count(StrandCounter.DARK),
                slot.count(StrandCounter.OVERSIZE),
                slot.count(StrandCounter.REFUSED),
                slot.count(StrandCounter.OVERRUN),
                slot.count(StrandCounter.CORRUPTED),
                slot.count(StrandCounter.DUPLICATED),
                slot.count(StrandCounter.REORDERED),
                slot.count(StrandCounter.MISSTAMPED),
                slot.errors());
    }

    /** Frames that the wire dropped though neither the design nor a fault asked for it: never the design's fault. */
    public long ownDrops() {
        return oversize + refused + overrun;
    }

    /** Every frame that has arrived and is not waiting in the wire any more. */
    public long accounted() {
        return passed + silenced + lost + queueDropped + dark + ownDrops();
    }

    /** What happened since an earlier reading of the same direction. */
    public WireReading since(WireReading earlier) {
        return new WireReading(
                passed - earlier.passed,
                silenced - earlier.silenced,
                lost - earlier.lost,
                queueDropped - earlier.queueDropped,
                dark - earlier.dark,
                oversize - earlier.oversize,
                refused - earlier.refused,
                overrun - earlier.overrun,
                corrupted - earlier.corrupted,
                duplicated - earlier.duplicated,
                reordered - earlier.reordered,
                misstamped - earlier.misstamped,
                errors.since(earlier.errors));
    }
}
