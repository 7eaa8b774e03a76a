package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Link;

/** A silent cut: the carrier stays, frames are swallowed, and none arrives. */
final class SilenceProof implements EffectProof {

    private static final String OBSERVER = "frame counters of the link";

    private final Link link;
    private final Strand strand;
    private final LinkControl control;
    private final Clock clock;
    private final Cancellation cancellation;
    private final LinkReading idle;
    private LinkReading before;
    private LinkReading early;
    private long healedIntoA = -1;
    private long healedIntoB = -1;

    SilenceProof(Link link, Strand strand, LinkControl control, Clock clock, Cancellation cancellation) {
        this.link = link;
        this.strand = strand;
        this.control = control;
        this.clock = clock;
        this.cancellation = cancellation;
        this.idle = control.read(link);
        this.before = idle;
        this.early = idle;
    }

    @Override
    public void justBefore() {
        before = control.read(link);
        if (!before.carrierA() || !before.carrierB()) {
            throw new TrialInvalidException("no carrier on " + link.name() + " before it was cut silently");
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        long deadline = commanded.afterNs() + EFFECT_WITHIN_NS;
        LinkReading now = control.read(link);
        while (!swallowing(now)) {
            if (clock.monotonicNanos() >= deadline) {
                return Effect.unproven(
                        OBSERVER,
                        link.name() + " swallowed no frame (" + counters(now) + ") within "
                                + EFFECT_WITHIN_NS / 1_000_000 + " ms of the silent cut");
            }
            cancellation.sleepUntil(clock, clock.monotonicNanos() + READ_EVERY_NS);
            now = control.read(link);
        }
        // The link drops by the clock, so that the command is the effect; the counters only confirm it.
        return new Effect(true, commanded.beforeNs(), commanded.afterNs(), OBSERVER, counters(now));
    }

    @Override
    public void earlyInHold() {
        early = control.read(link);
    }

    @Override
    public Effect lasted(Effect shown) {
        LinkReading late = control.read(link);
        if (!late.carrierA() || !late.carrierB()) {
            return Effect.unproven(OBSERVER, link.name() + " lost its carrier: the cut was not silent");
        }
        long intoA = strand == Strand.A_TO_B ? 0 : late.framesIntoA() - early.framesIntoA();
        long intoB = strand == Strand.B_TO_A ? 0 : late.framesIntoB() - early.framesIntoB();
        if (intoA != 0 || intoB != 0) {
            return Effect.unproven(
                    OBSERVER,
                    link.name() + " still passed frames while cut: " + intoA + " into " + link.a() + ", " + intoB
                            + " into " + link.b());
        }
        return new Effect(
                true,
                shown.earliestNs(),
                shown.latestNs(),
                OBSERVER,
                counters(late) + "; carrier stayed, no frame arrived during the hold");
    }

    @Override
    public Optional<String> notRestored() {
        LinkReading now = control.read(link);
        if (healedIntoA < 0) {
            healedIntoA = now.framesIntoA();
            healedIntoB = now.framesIntoB();
        }
        if (!now.carrierA() || !now.carrierB()) {
            return Optional.of(link.name() + " has no carrier after the silent cut was healed");
        }
        boolean quietA = strand != Strand.A_TO_B
                && carried(idle.framesIntoA(), before.framesIntoA())
                && now.framesIntoA() == healedIntoA;
        boolean quietB = strand != Strand.B_TO_A
                && carried(idle.framesIntoB(), before.framesIntoB())
                && now.framesIntoB() == healedIntoB;
        return quietA || quietB
                ? Optional.of("no frame has crossed " + link.name() + " since the silent cut was healed")
                : Optional.empty();
    }

    /** Each direction of the strand must swallow something, but for one that carried nothing before the fault. */
    private boolean swallowing(LinkReading now) {
        long aToB = now.silencedAtoB() - before.silencedAtoB();
        long bToA = now.silencedBtoA() - before.silencedBtoA();
        boolean aToBDone = strand == Strand.B_TO_A || aToB > 0 || !carried(idle.framesIntoB(), before.framesIntoB());
        boolean bToADone = strand == Strand.A_TO_B || bToA > 0 || !carried(idle.framesIntoA(), before.framesIntoA());
        boolean something = switch (strand) {
            case BOTH -> aToB > 0 || bToA > 0;
            case A_TO_B -> aToB > 0;
            case B_TO_A -> bToA > 0;
        };
        return something && aToBDone && bToADone;
    }

    private static boolean carried(long earlier, long later) {
        return later > earlier;
    }

    private String counters(LinkReading now) {
        return "swallowed " + (now.silencedAtoB() - before.silencedAtoB()) + " frames from " + link.a() + ", "
                + (now.silencedBtoA() - before.silencedBtoA()) + " from " + link.b();
    }
}
