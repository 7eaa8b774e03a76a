package org.seatrial.recording;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code self-test.json}: what the instrument can show on this machine, measured when a lab came up; of several the worst.
 *
 * @param measured whether the lab offered a reference path; if not, what follows the sleeps means nothing
 * @param clockReadNs median cost of reading the clock
 * @param sleepLatenessP99Ns how late a sleeping thread wakes
 * @param senderLatenessP99Ns how late packets leave
 * @param pathDelayP50Ns delay of the empty reference path
 * @param pathDelayP99Ns its 99th percentile: gates below it cannot be shown
 * @param knownOutageNs length of the outage made by the clock on the reference path: the middle of what its commands allow
 * @param knownOutageErrorNs how far its length may be from that, either way: its commands took as long
 * @param measuredLowerNs what the instrument said: lower end
 * @param measuredUpperNs and upper end
 * @param samples packets it rests on
 * @param clockStepped whether the wall clock was stepped against the monotonic clock meanwhile
 * @param stealShare share of processor time, 0 to 1, that the hypervisor gave to others meanwhile; null if the kernel
 *     does not say
 * @param prompt whether the instrument's threads run before ordinary ones (SCHED_FIFO); if not, what this machine's
 *     scheduler does to them is in every delay
 * @param doubts what was wrong, one sentence each; empty if the instrument is fit
 * @param byLab the same in each lab, by its name; empty if this is the one of a lab
 */
public record SelfTest(
        boolean measured,
        long clockReadNs,
        long sleepLatenessP99Ns,
        long senderLatenessP99Ns,
        long pathDelayP50Ns,
        long pathDelayP99Ns,
        long knownOutageNs,
        long knownOutageErrorNs,
        long measuredLowerNs,
        long measuredUpperNs,
        long samples,
        boolean clockStepped,
        @Nullable Double stealShare,
        boolean prompt,
        List<String> doubts,
        Map<String, SelfTest> byLab) {

    public SelfTest {
        doubts = List.copyOf(doubts);
        byLab = Map.copyOf(byLab);
    }

    /** Of one lab. */
    public SelfTest(
            boolean measured,
            long clockReadNs,
            long sleepLatenessP99Ns,
            long senderLatenessP99Ns,
            long pathDelayP50Ns,
            long pathDelayP99Ns,
            long knownOutageNs,
            long knownOutageErrorNs,
            long measuredLowerNs,
            long measuredUpperNs,
            long samples,
            boolean clockStepped,
            @Nullable Double stealShare,
            boolean prompt,
            List<String> doubts) {
        this(
                measured,
                clockReadNs,
                sleepLatenessP99Ns,
                senderLatenessP99Ns,
                pathDelayP50Ns,
                pathDelayP99Ns,
                knownOutageNs,
                knownOutageErrorNs,
                measuredLowerNs,
                measuredUpperNs,
                samples,
                clockStepped,
                stealShare,
                prompt,
                doubts,
                Map.of());
    }

    /** Whether the instrument said of the known outage what cannot be true. */
    public boolean misread() {
        return measured
                && (knownOutageNs + knownOutageErrorNs < measuredLowerNs
                        || knownOutageNs - knownOutageErrorNs > measuredUpperNs);
    }

    /** A self-test that did not take place. */
    public static SelfTest notMeasured(String why) {
        return new SelfTest(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, null, true, List.of(why));
    }
}
