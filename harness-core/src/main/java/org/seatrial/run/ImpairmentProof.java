package org.seatrial.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.fault.Impairment;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.ImpairmentReading;
import org.seatrial.lab.ImpairmentReading.Direction;
import org.seatrial.recording.FaultRecord.Effect;
import org.seatrial.topology.Link;

/**
 * An impaired link: its settings are read back, frames crossed it under them, and where a share of the frames is struck
 * the link has counted as many of them as chance allows.
 */
final class ImpairmentProof implements EffectProof {

    private static final String OBSERVER = "settings and frame counters of the link";

    private final Link link;
    private final Fault.Impaired fault;
    private final ImpairmentControl control;
    private final Patience patience;
    private final ImpairmentReading idle;
    private ImpairmentReading before;

    ImpairmentProof(Link link, Fault.Impaired fault, ImpairmentControl control, Patience patience) {
        this.link = link;
        this.fault = fault;
        this.control = control;
        this.patience = patience;
        this.idle = read();
        this.before = idle;
    }

    private ImpairmentReading read() {
        return control.read(link);
    }

    @Override
    public void justBefore() {
        before = read();
        if (!before.aToB().setting().equals(Impairment.NONE)
                || !before.bToA().setting().equals(Impairment.NONE)) {
            throw new TrialInvalidException(link.name() + " was impaired already: " + settings(before));
        }
    }

    @Override
    public Effect awaitEffect(Commanded commanded) {
        ImpairmentReading now =
                patience.read(commanded.afterNs(), this::read, reading -> set(reading) && crossed(reading) > 0);
        if (!set(now)) {
            return Effect.unproven(OBSERVER, link.name() + " is not impaired as commanded: " + settings(now));
        }
        if (crossed(now) == 0) {
            return Effect.unproven(
                    OBSERVER,
                    "no frame crossed " + link.name() + " within " + EFFECT_WITHIN_NS / 1_000_000
                            + " ms of the impairment");
        }
        // A frame that enters after the command meets the new settings; the counters only confirm it.
        return new Effect(true, commanded.beforeNs(), commanded.afterNs(), OBSERVER, settings(now));
    }

    @Override
    public void earlyInHold() {
        // Counted over the whole of it.
    }

    @Override
    public Effect lasted(Effect shown) {
        ImpairmentReading now = read();
        if (!set(now)) {
            return Effect.unproven(OBSERVER, link.name() + " was not impaired until the end: " + settings(now));
        }
        List<Tally> tallies = new ArrayList<>();
        if (fault.strand().aToB()) {
            tallies.addAll(tallies(link.a() + " to " + link.b(), before.aToB(), now.aToB()));
        }
        if (fault.strand().bToA()) {
            tallies.addAll(tallies(link.b() + " to " + link.a(), before.bToA(), now.bToA()));
        }
        for (Tally tally : tallies) {
            if (tally.telling() && !tally.likely()) {
                return Effect.unproven(OBSERVER, link.name() + " did not do what was commanded: " + tally);
            }
        }
        Optional<Tally> unshown = tallies.stream()
                .filter(tally ->
                        tallies.stream().noneMatch(other -> other.what().equals(tally.what()) && other.telling()))
                .findFirst();
        return unshown.map(tally -> Effect.unproven(
                        OBSERVER, "too few frames crossed " + link.name() + " to show the fault: " + tally))
                .orElseGet(() -> new Effect(
                        true,
                        shown.earliestNs(),
                        shown.latestNs(),
                        OBSERVER,
                        shown.detail() + "; " + crossed(now) + " frames crossed"
                                + (tallies.isEmpty() ? "" : ": " + Tally.told(tallies))));
    }

    @Override
    public Optional<String> notRestored() {
        ImpairmentReading now = read();
        return now.aToB().setting().equals(idle.aToB().setting())
                        && now.bToA().setting().equals(idle.bToA().setting())
                ? Optional.empty()
                : Optional.of(link.name() + " still is impaired: " + settings(now));
    }

    private List<Tally> tallies(String direction, Direction then, Direction now) {
        Impairment worse = fault.impairment();
        double designed = link.character().lossRatio();
        double loss = 1 - (1 - designed) * (1 - worse.lossRatio());
        long passed = now.passed() - then.passed();
        long lost = now.lost() - then.lost();
        List<Tally> all = List.of(
                new Tally("loss", direction, worse.lossRatio() > 0 ? loss : 0, lost, passed + lost),
                new Tally("corruption", direction, worse.corruptionRatio(), now.corrupted() - then.corrupted(), passed),
                new Tally(
                        "duplication",
                        direction,
                        worse.duplicationRatio(),
                        now.duplicated() - then.duplicated(),
                        passed),
                new Tally(
                        "reordering", direction, worse.reorderingRatio(), now.reordered() - then.reordered(), passed));
        return all.stream().filter(tally -> tally.ratio() > 0).toList();
    }

    /** Whether each direction is set as the fault says: the struck ones impaired, the others as they were. */
    private boolean set(ImpairmentReading now) {
        return matches(fault.strand().aToB(), now.aToB())
                && matches(fault.strand().bToA(), now.bToA());
    }

    private boolean matches(boolean struck, Direction direction) {
        return Tally.same(struck ? fault.impairment() : Impairment.NONE, direction.setting());
    }

    /** Frames that met the fault. */
    private long crossed(ImpairmentReading now) {
        long aToB = now.aToB().passed()
                + now.aToB().lost()
                - before.aToB().passed()
                - before.aToB().lost();
        long bToA = now.bToA().passed()
                + now.bToA().lost()
                - before.bToA().passed()
                - before.bToA().lost();
        return (fault.strand().aToB() ? aToB : 0) + (fault.strand().bToA() ? bToA : 0);
    }

    private static String settings(ImpairmentReading now) {
        return "from A to B " + Tally.text(now.aToB().setting()) + ", from B to A "
                + Tally.text(now.bToA().setting());
    }
}
