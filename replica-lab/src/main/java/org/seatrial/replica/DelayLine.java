package org.seatrial.replica;

import java.util.List;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;

/** A wired cable that is up: its frames can be stopped by system call or less, and it tells how many it swallowed. */
sealed interface DelayLine permits WireLine, NetemLine {

    /**
     * Stops frames that enter from now on; those on their way may still arrive.
     *
     * @param fromNs a monotonic instant just past, the same for all lines that are stopped together; a line that cannot
     *     keep to it stops as soon as it can
     */
    Commanded silence(Strand strand, long fromNs);

    /** What lets frames pass again. */
    List<Repair> passing(Strand strand);

    /** Frames swallowed while silent since the lab was made: from A to B, and from B to A. */
    Swallowed swallowed();

    /** What keeps it from carrying frames as the design says, one phrase each. */
    List<String> missing();

    /** Frames by direction. */
    record Swallowed(long aToB, long bToA) {}
}
