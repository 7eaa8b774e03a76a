package org.seatrial.benchmarks.wire;

import java.util.OptionalLong;
import org.seatrial.engine.wire.DropWindow;
import org.seatrial.recording.Outage;

/** A window of the truth and the outage that was measured for it. */
record MeasuredOutage(DropWindow window, Outage outage) {

    long truthNs() {
        return window.untilNs() - window.fromNs();
    }

    long errorNs() {
        return Math.abs(outage.timestampNs() - truthNs());
    }

    boolean inside() {
        return outage.lowerNs() <= truthNs() && truthNs() <= outage.upperNs();
    }

    /**
     * Whether the frames on either side of its edges reached the wire as evenly as they were meant to be sent. Where they
     * did not, sender or kernel stood still there, and no estimate from evenly sent packets is good.
     *
     * @param apartNs the furthest that two neighbours may be apart
     */
    boolean even(long apartNs) {
        return apart(window.lastPassedBeforeNs(), window.firstDroppedNs()) <= apartNs
                && apart(window.lastDroppedNs(), window.firstPassedAfterNs()) <= apartNs;
    }

    private static long apart(OptionalLong one, OptionalLong next) {
        return next.orElseThrow() - one.orElseThrow();
    }
}
