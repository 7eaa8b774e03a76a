package org.seatrial.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seatrial.lab.Lab;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;

/**
 * The moment at which the mirror of a volume is being filled again, for the fault that is to strike just then. A trial in
 * which that moment does not come, or may have been over when the fault struck, shows something else and is excluded.
 */
final class Rebuild {

    private static final long LOOK_EVERY_NS = 5_000_000L;

    /** A look at a mirror takes tens of milliseconds. */
    private static final long LATER_LOOK_NS = 1_000_000_000L;

    /** The copy may go on faster than it was seen to, and more may be written than was asked for. */
    private static final double FASTER = 2;

    private final Lab lab;
    private final StorageWorkload writes;
    private final double writtenPerNs;

    /**
     * @param writes whose volume is mirrored
     * @param beside every workload of the trial, that one too: what they write is missing in a copy that was whole
     */
    Rebuild(Lab lab, StorageWorkload writes, List<Workload> beside) {
        this.lab = lab;
        this.writes = writes;
        writtenPerNs = beside.stream()
                .filter(StorageWorkload.class::isInstance)
                .map(StorageWorkload.class::cast)
                .filter(one -> one.to().equals(writes.to()) && one.volume().equals(writes.volume()))
                .mapToDouble(one -> one.streams() * one.perSecond() * one.blockBytes() / 1e9)
                .sum();
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

    static long laterLookNs() {
        return LATER_LOOK_NS;
    }

    /**
     * Why the copy may have been complete when a fault took effect; empty if it cannot: by what was left at the last look
     * before and the fastest that it was seen to go, or by what was left at a look after it.
     *
     * @param effectNs the fault took effect at or after this
     * @param latestNs and before this
     */
    Optional<String> doubt(long effectNs, long latestNs) {
        List<MirrorSpan> before =
                of().filter(span -> span.lastAfterNs() <= effectNs).toList();
        if (before.isEmpty() || !copying(before.getLast())) {
            return Optional.of("the mirror of " + writes.name() + " was not being filled when the fault struck");
        }
        MirrorSpan last = before.getLast();
        return fastestPerNs(before)
                                .filter(perNs -> FASTER * perNs * (latestNs - last.lastBeforeNs()) < last.leftBytes())
                                .isPresent()
                        || wentOn(last, latestNs)
                ? Optional.empty()
                : Optional.of("the mirror of " + writes.name()
                        + " may have been whole when the fault struck: at the last look before " + last.leftBytes()
                        + " B were left");
    }

    /** The fastest that the copy can have gone from one look to the next, octets a nanosecond; empty if there was one look. */
    private static Optional<Double> fastestPerNs(List<MirrorSpan> looks) {
        MirrorSpan later = looks.getLast();
        Optional<Double> fastest = Optional.empty();
        for (MirrorSpan span : looks.reversed().subList(1, looks.size())) {
            if (span.state() != MirrorSpan.State.COPYING) {
                break;
            }
            double ns = Math.max(1, later.lastBeforeNs() - span.lastAfterNs());
            double perNs = (span.leftBytes() - later.leftBytes()) / ns;
            fastest = Optional.of(Math.max(perNs, fastest.orElse(0.0)));
            later = span;
        }
        return fastest;
    }

    /** Whether the first look after an instant found the same copy unfinished, and lacking more than was written since. */
    private boolean wentOn(MirrorSpan last, long afterNs) {
        for (MirrorSpan span : of().toList()) {
            if (span.lastAfterNs() <= last.lastAfterNs()) {
                continue;
            }
            if (!copying(span) || span.leftBytes() > last.leftBytes()) {
                return false;
            }
            if (span.lastBeforeNs() >= afterNs) {
                return span.leftBytes() > FASTER * writtenPerNs * (span.lastAfterNs() - last.lastBeforeNs());
            }
        }
        return false;
    }
}
