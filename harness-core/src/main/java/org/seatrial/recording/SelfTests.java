package org.seatrial.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Several self-tests of one run, one a lab and one more for each resumption: what the run can show is the worst. */
public final class SelfTests {

    private SelfTests() {}

    /** With one more, of a lab that came up. */
    public static SelfTest with(Optional<SelfTest> before, String lab, SelfTest result) {
        Map<String, SelfTest> byLab = new TreeMap<>(before.map(SelfTest::byLab).orElse(Map.of()));
        byLab.merge(lab, result, (first, again) -> worst(first, again, Map.of()));
        return worst(before.orElse(result), result, byLab);
    }

    /** What the instrument could show in some labs; where one of them has no self-test of its own, in all of the run. */
    public static SelfTest of(SelfTest whole, Set<String> labs) {
        return whole.byLab().keySet().containsAll(labs)
                ? labs.stream()
                        .map(whole.byLab()::get)
                        .reduce((first, second) -> worst(first, second, Map.of()))
                        .orElse(whole)
                : whole;
    }

    private static SelfTest worst(SelfTest first, SelfTest second, Map<String, SelfTest> byLab) {
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
                doubts,
                byLab);
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
