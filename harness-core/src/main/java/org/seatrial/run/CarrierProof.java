package org.seatrial.run;

import java.util.Optional;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Link;

/** A pulled cable: the carrier is gone at the ends named, and no frame arrives there. */
final class CarrierProof implements EffectProof {

    private static final String OBSERVER = "carrier read-back";

    private final Link link;
    private final CableEnd end;
    private final LinkControl control;
    private final Clock clock;
    private final Cancellation cancellation;
    private LinkReading before;
    private LinkReading early;

    CarrierProof(Link link, CableEnd end, LinkControl control, Clock clock, Cancellation cancellation) {
        this.link = link;
        this.end = end;
        this.control = control;
        this.clock = clock;
        this.cancellation = cancellation;
        this.before = control.read(link);
        this.early = before;
    }

    @Override
    public void justBefore() {
        before = control.read(link);
        if (!before.carrierA() || !before.carrierB()) {
            throw new TrialInvalidException("no carrier on " + link.name() + " before it was pulled");
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        long deadline = commanded.afterNs() + EFFECT_WITHIN_NS;
        LinkReading last = before;
        LinkReading now = control.read(link);
        while (!dark(now)) {
            if (clock.monotonicNanos() >= deadline) {
                return Effect.unproven(
                        OBSERVER,
                        link.name() + " still has carrier (" + carriers(now) + ") " + EFFECT_WITHIN_NS / 1_000_000
                                + " ms after it was pulled at " + end.text());
            }
            if (now.carrierA() && now.carrierB()) {
                last = now;
            }
            cancellation.sleepUntil(clock, clock.monotonicNanos() + READ_EVERY_NS);
            now = control.read(link);
        }
        long earliest = Math.max(commanded.beforeNs(), last.beforeNs());
        return new Effect(true, earliest, Math.max(earliest, now.afterNs()), OBSERVER, carriers(now));
    }

    @Override
    public void earlyInHold() {
        early = control.read(link);
    }

    @Override
    public Effect lasted(Effect shown) {
        LinkReading late = control.read(link);
        if (!dark(late)) {
            return Effect.unproven(OBSERVER, link.name() + " got its carrier back during the hold: " + carriers(late));
        }
        long intoA = end.darkensA() ? late.framesIntoA() - early.framesIntoA() : 0;
        long intoB = end.darkensB() ? late.framesIntoB() - early.framesIntoB() : 0;
        if (intoA != 0 || intoB != 0) {
            return Effect.unproven(
                    OBSERVER,
                    link.name() + " still passed frames while pulled: " + intoA + " into " + link.a() + ", " + intoB
                            + " into " + link.b());
        }
        return new Effect(
                true,
                shown.earliestNs(),
                shown.latestNs(),
                OBSERVER + " and frame counters",
                shown.detail() + "; no frame arrived during the hold");
    }

    @Override
    public Optional<String> notRestored() {
        LinkReading now = control.read(link);
        return now.carrierA() && now.carrierB()
                ? Optional.empty()
                : Optional.of(link.name() + " has no carrier again: " + carriers(now));
    }

    private boolean dark(LinkReading reading) {
        return !(end.darkensA() && reading.carrierA()) && !(end.darkensB() && reading.carrierB());
    }

    private String carriers(LinkReading reading) {
        return link.a()
                + (reading.carrierA() ? " up, " : " down, ")
                + link.b()
                + (reading.carrierB() ? " up" : " down");
    }
}
