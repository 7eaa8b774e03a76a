package org.seatrial.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.recording.SelfTest;

/** Several self-tests of one run, one a lab and one more for each resumption: what the run can show is the worst. */
final class SelfTests {

    private SelfTests() {}

    static SelfTest worst(SelfTest first, SelfTest second) {
        List<String> doubts = new ArrayList<>(first.doubts());
        second.doubts().stream().filter(doubt -> !doubts.contains(doubt)).forEach(doubts::add);
        // A misread outage must not hide behind one that was read, only less exactly.
        SelfTest outage = first.misread() || (!second.misread() && width(first) > width(second)) ? first : second;
        return new SelfTest(
                first.measured() && second.measured(),
                Math.max(first.clockReadNs(), second.clockReadNs()),
                Math.max(first.sleepLatenessP99Ns(), second.sleepLatenessP99Ns()),
                Math.max(first.senderLatenessP99Ns(), second.senderLatenessP99Ns()),
                Math.max(first.pathDelayP50Ns(), second.pathDelayP50Ns()),
                Math.max(first.pathDelayP99Ns(), second.pathDelayP99Ns()),
                outage.knownOutageNs(),
                outage.knownOutageErrorNs(),
                outage.measuredLowerNs(),
                outage.measuredUpperNs(),
                Math.min(first.samples(), second.samples()),
                first.clockStepped() || second.clockStepped(),
                larger(first.stealShare(), second.stealShare()),
                first.prompt() && second.prompt(),
                doubts);
    }

    private static @Nullable Double larger(@Nullable Double first, @Nullable Double second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return Math.max(first, second);
    }

    private static long width(SelfTest test) {
        return test.measuredUpperNs() - test.measuredLowerNs();
    }
}
