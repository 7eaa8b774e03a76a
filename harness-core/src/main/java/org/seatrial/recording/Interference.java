package org.seatrial.recording;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What this machine and the lab's own parts did to a trial. It is watched independently of the trial's outcome, and
 * whatever is bad in a trial that was interfered with is not beyond doubt the design's doing.
 *
 * @param longestStallNs the longest time, while traffic flowed, for which a thread of the harness at the priority of the
 *     design's nodes was due and did not run: the nodes under test, which share the processors, may have stood still as long
 * @param wireDrops frames that the lab's own wires lost on their own account
 * @param standstills when the whole machine stood still while traffic flowed, by time. Time in which nothing ran is not
 *     counted as time in which an outage may have gone unseen.
 * @param disturbedShare share of the time, 0 to 1, in which what a packet or a request needs may have had to wait for this
 *     machine: a thread of the harness at the priority of the design's nodes ran more than {@link #LATE_NS} late, or the
 *     hypervisor gave one of the processors to another guest. 0 where nobody watched, which widens nothing.
 * @param crowded when all processors were in use while traffic flowed, by time
 */
public record Interference(
        long longestStallNs,
        long wireDrops,
        List<Standstill> standstills,
        double disturbedShare,
        List<Crowding> crowded) {

    /** Nothing was noticed. */
    public static final Interference NONE = new Interference(0, 0);

    public Interference {
        standstills = List.copyOf(standstills);
        crowded = List.copyOf(crowded);
        if (!(disturbedShare >= 0 && disturbedShare <= 1)) {
            throw new IllegalArgumentException("a share of " + disturbedShare);
        }
    }

    /** Of a machine of which nothing else was seen. */
    public Interference(long longestStallNs, long wireDrops) {
        this(longestStallNs, wireDrops, List.of(), 0, List.of());
    }

    /** Waking up takes tenths of a millisecond where nothing is wrong. */
    public static final long LATE_NS = 1_000_000;

    /** A third of the fastest failure detection in use, 50 ms times three: shorter stalls end no session. */
    public static final long NOTABLE_STALL_NS = 50_000_000;

    /** What was notable, one sentence each; empty if nothing was. */
    @JsonIgnore
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (longestStallNs >= NOTABLE_STALL_NS) {
            doubts.add(String.format(
                    Locale.ROOT,
                    "this machine did not run what was due for up to %d ms, which may have stopped the nodes as well",
                    longestStallNs / 1_000_000));
        }
        if (wireDrops > 0) {
            doubts.add("the lab's own wires lost " + wireDrops + " frames, because they could not keep up");
        }
        return doubts;
    }
}
