package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.lab.Lab;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.traffic.StorageWorkload;

/**
 * The moment at which the mirror of a volume is being filled again, for the fault that is to strike just then. A trial in
 * which that moment does not come, or may have been over when the fault struck, shows something else and is excluded.
 */
final class Rebuild {

    private static final long LOOK_EVERY_NS = 5_000_000L;

    /** The copy may go on faster than it was seen to. */
    private static final double FASTER = 2;

    private final Lab lab;
    private final StorageWorkload writes;

    Rebuild(Lab lab, StorageWorkload writes) {
        this.lab = lab;
        this.writes = writes;
    }

    /** The newest look at the mirror; empty if there is none. */
    private Optional<MirrorSpan> newest() {
        return of().reduce((_, later) -> later);
    }

    private Stream<MirrorSpan> of() {
        return lab.mirrors().stream()
                .filter(span -> span.node().equals(writes.to())
                        && (writes.volume().isEmpty() || span.volume().equals(writes.volume())));
    }

    /**
     * Whether the mirror is being filled, by a look that began after an instant: less was left than at the look before, so
     * that it is known how fast it goes.
     */
    boolean underWay(long sinceNs) {
        List<MirrorSpan> seen = of().toList();
        if (seen.size() < 2) {
            return false;
        }
        MirrorSpan before = seen.get(seen.size() - 2);
        MirrorSpan now = seen.getLast();
        return copying(before) && copying(now) && now.leftBytes() < before.leftBytes() && now.lastBeforeNs() >= sinceNs;
    }

    private static boolean copying(MirrorSpan span) {
        return span.state() == MirrorSpan.State.COPYING && span.leftBytes() > 0;
    }

    static long lookEveryNs() {
        return LOOK_EVERY_NS;
    }

    TrialInvalidException neverCame(Duration waited) {
        String now = newest().map(MirrorSpan::words).orElse("not looked at");
        return new TrialInvalidException("the mirror of " + writes.name() + " was not being filled again within "
                + waited.toSeconds() + " s after the first fault: it was " + now);
    }

    /**
     * Whether the copy cannot have been complete when a fault took effect, by what was left at the last look before and the
     * fastest that it was seen to go.
     *
     * @param effectNs the fault took effect at or after this
     * @param latestNs and before this
     * @throws TrialInvalidException if it can
     */
    void requireUnderWay(long effectNs, long latestNs) {
        List<MirrorSpan> before =
                of().filter(span -> span.lastAfterNs() <= effectNs).toList();
        if (before.isEmpty() || !copying(before.getLast())) {
            throw new TrialInvalidException(
                    "the mirror of " + writes.name() + " was not being filled when the fault struck");
        }
        MirrorSpan last = before.getLast();
        MirrorSpan later = last;
        double bytesPerNs = 0;
        int looks = 0;
        for (MirrorSpan span : before.reversed()) {
            if (span.state() != MirrorSpan.State.COPYING) {
                break;
            }
            if (looks > 0) {
                double ns = Math.max(1, later.lastBeforeNs() - span.lastAfterNs());
                bytesPerNs = Math.max(bytesPerNs, (span.leftBytes() - later.leftBytes()) / ns);
            }
            looks++;
            later = span;
        }
        double most = FASTER * bytesPerNs * (latestNs - last.lastBeforeNs());
        if (looks < 2 || most >= last.leftBytes()) {
            throw new TrialInvalidException("the mirror of " + writes.name()
                    + " may have been whole when the fault struck: at the last look before "
                    + last.leftBytes() + " B were left");
        }
    }
}
