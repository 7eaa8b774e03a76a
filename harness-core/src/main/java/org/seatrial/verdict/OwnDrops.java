package org.seatrial.verdict;

import org.seatrial.recording.FlowCounts;
import org.seatrial.units.Dimension;

/**
 * What the instrument's own drops do to what it measured. Packets arrived and were lost in its buffer; nobody knows
 * which. They stay lost in whatever speaks for the design, and are taken out of whatever speaks against it.
 *
 * @param packets how many; 0 changes nothing
 */
record OwnDrops(long packets) {

    /**
     * Packets that the kernel refused, or that the sender never came to, are the generator's own loss as well: they may
     * not be held against the design, and they may not be taken for delivered either.
     */
    Measured loss(Dimension dimension, FlowCounts counts, double of) {
        double lost = (double) counts.lost();
        double atLeast = Math.max(0, lost - counts.unsent() - packets);
        return new Measured(dimension, true, lost / of, atLeast / of, lost / of, counts.intended(), why());
    }

    /** A span of missing packets may be shorter, or not have been at all. */
    Measured widen(Measured span) {
        return packets == 0 || !span.known()
                ? span
                : new Measured(
                        span.dimension(),
                        true,
                        span.value(),
                        Math.min(0, span.lower()),
                        span.upper(),
                        span.samples(),
                        why());
    }

    /** What rests on the packets that were seen says nothing of those that were not. */
    Measured silence(Measured measured) {
        return packets == 0 || !measured.known() ? measured : Measured.not(measured.dimension(), why());
    }

    private String why() {
        return packets == 0
                ? ""
                : "the instrument itself dropped " + packets + " packets that had arrived, because its buffer was full";
    }
}
