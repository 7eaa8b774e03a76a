package org.seatrial.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.TrialRecord;
import org.seatrial.units.Dimension;

/**
 * When the mirrors of a lab were whole again, from the looks that were taken at them. A mirror that nobody looked at after
 * the fault was healed is not whole, and one that was never seen otherwise than whole may have been so between two looks.
 */
final class MirrorFigures {

    private final List<MirrorSpan> spans;

    MirrorFigures(List<MirrorSpan> spans) {
        this.spans = spans.stream()
                .sorted(Comparator.comparingLong(MirrorSpan::firstBeforeNs))
                .toList();
    }

    /**
     * When a mirror was seen whole again.
     *
     * @param earliestNs before the last look that saw it otherwise; {@link Long#MIN_VALUE} if none did
     * @param latestNs after the first look that saw it whole from then on; {@link Long#MAX_VALUE} if none did
     * @param blindNs how long it was not looked at, at the most
     */
    record Whole(long earliestNs, long latestNs, long blindNs) {}

    /** What was seen of every mirror, by what it mirrors. While nobody could look, that is a gap between two looks. */
    private Map<List<String>, List<MirrorSpan>> mirrors() {
        Map<List<String>, List<MirrorSpan>> mirrors = new LinkedHashMap<>();
        spans.forEach(one -> {
            List<MirrorSpan> seen =
                    mirrors.computeIfAbsent(List.of(one.node(), one.volume(), one.copy()), _ -> new ArrayList<>());
            if (one.state() != MirrorSpan.State.UNSEEN) {
                seen.add(one);
            }
        });
        return mirrors;
    }

    private static boolean lookedAtAfter(List<MirrorSpan> mirror, long ns) {
        return !mirror.isEmpty() && mirror.getLast().lastBeforeNs() >= ns;
    }

    private static Whole whole(List<MirrorSpan> mirror) {
        long blind = 0;
        long earliest = Long.MIN_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < mirror.size(); i++) {
            MirrorSpan one = mirror.get(i);
            blind = Math.max(blind, one.longestGapNs());
            if (i > 0) {
                blind = Math.max(blind, one.firstAfterNs() - mirror.get(i - 1).lastBeforeNs());
            }
            if (!one.inSync()) {
                earliest = one.lastBeforeNs();
                latest = i + 1 < mirror.size() ? mirror.get(i + 1).firstAfterNs() : Long.MAX_VALUE;
            }
        }
        return new Whole(earliest, latest, blind);
    }

    /** When the last of all mirrors was; empty if one was not looked at after an instant. */
    Optional<Whole> all(long afterNs) {
        Whole last = new Whole(Long.MIN_VALUE, Long.MIN_VALUE, 0);
        for (List<MirrorSpan> mirror : mirrors().values()) {
            if (!lookedAtAfter(mirror, afterNs)) {
                return Optional.empty();
            }
            Whole one = whole(mirror);
            // One that was never seen otherwise may have been so between two looks.
            long latest = one.earliestNs() == Long.MIN_VALUE ? afterNs + one.blindNs() : one.latestNs();
            last = new Whole(
                    Math.max(last.earliestNs(), one.earliestNs()),
                    Math.max(last.latestNs(), latest),
                    Math.max(last.blindNs(), one.blindNs()));
        }
        return Optional.of(last);
    }

    /** From the last healing until the mirror of a volume was whole again. */
    Measured resynchronisation(String node, String volume, TrialRecord trial) {
        List<MirrorSpan> mirror = mirrors().entrySet().stream()
                .filter(one -> one.getKey().getFirst().equals(node)
                        && (volume.isEmpty() || one.getKey().get(1).equals(volume)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
        if (mirror.isEmpty()) {
            return Measured.not(Dimension.TIME, "no mirror of a volume of " + node + " was looked at");
        }
        Optional<Commanded> healed = lastHealing(trial);
        if (healed.isEmpty() || !lookedAtAfter(mirror, healed.get().afterNs())) {
            return Measured.not(Dimension.TIME, "the mirror was not looked at after the fault was healed");
        }
        Whole whole = whole(mirror);
        double lower = Math.max(0, (double) whole.earliestNs() - healed.get().afterNs());
        if (whole.latestNs() == Long.MAX_VALUE) {
            double never = Double.POSITIVE_INFINITY;
            return new Measured(
                    Dimension.TIME, true, never, lower, never, mirror.size(), "the mirror was not seen in sync again");
        }
        if (whole.earliestNs() == Long.MIN_VALUE) {
            return new Measured(
                    Dimension.TIME,
                    true,
                    0,
                    0,
                    (double) whole.blindNs(),
                    mirror.size(),
                    "the mirror was never seen interrupted");
        }
        double upper = Math.max(0, (double) whole.latestNs() - healed.get().beforeNs());
        return Measured.of(Dimension.TIME, upper, Math.min(lower, upper), upper, mirror.size());
    }

    /** When the last of a trial's faults was healed; empty if one was not. */
    static Optional<Commanded> lastHealing(TrialRecord trial) {
        Optional<Commanded> last = Optional.empty();
        for (FaultRecord fault : trial.faults()) {
            Commanded healed = fault.healed();
            if (healed == null) {
                return Optional.empty();
            }
            if (last.isEmpty() || healed.beforeNs() > last.get().beforeNs()) {
                last = Optional.of(healed);
            }
        }
        return last;
    }
}
