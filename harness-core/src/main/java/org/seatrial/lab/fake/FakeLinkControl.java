package org.seatrial.lab.fake;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.FlapControl;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.topology.Link;

/** Links of a simulated lab. A thousand frames a second cross each, in both directions, unless it is broken. */
final class FakeLinkControl implements LinkControl, FlapControl {

    private static final long NS_PER_FRAME = 1_000_000L;

    private final String labId;
    private final FakeNetwork network;
    private final FakeTime time;
    private final long madeNs;

    FakeLinkControl(String labId, FakeNetwork network, FakeTime time) {
        this.labId = labId;
        this.network = network;
        this.time = time;
        this.madeNs = time.now();
    }

    @Override
    public Undo prepareCarrier(Link link, CableEnd end, String undoId) {
        return FakeHealer.undo(
                undoId, labId, FakeHealer.carrierKey(link.name()), "give " + link.name() + " its carrier back");
    }

    @Override
    public Commanded dropCarrier(Link link, CableEnd end) {
        long now = time.now();
        network.add(new Break(
                FakeHealer.carrierKey(link.name()),
                Set.of(link.name()),
                "",
                end.strand().aToB() || end.darkensA(),
                end.strand().bToA() || end.darkensB(),
                !end.darkensA(),
                !end.darkensB(),
                now,
                Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public Undo prepareSilence(Link link, Strand strand, String undoId) {
        return FakeHealer.undo(
                undoId, labId, FakeHealer.silenceKey(link.name()), "let frames cross " + link.name() + " again");
    }

    @Override
    public Commanded silence(Link link, Strand strand) {
        long now = time.now();
        network.add(new Break(
                FakeHealer.silenceKey(link.name()),
                Set.of(link.name()),
                "",
                strand != Strand.B_TO_A,
                strand != Strand.A_TO_B,
                true,
                true,
                now,
                Long.MAX_VALUE));
        return new Commanded(now, now);
    }

    @Override
    public Undo prepareFlap(Link link, String undoId) {
        return FakeHealer.undo(undoId, labId, "flap of " + link.name(), "let " + link.name() + " flap no more");
    }

    @Override
    public Commanded flap(Link link, int times, Duration period) {
        long now = time.now();
        for (int i = 0; i < times; i++) {
            long from = now + i * period.toNanos();
            network.add(new Break(
                    "flap of " + link.name(),
                    Set.of(link.name()),
                    "",
                    true,
                    true,
                    false,
                    false,
                    from,
                    from + period.toNanos() / 2));
        }
        return new Commanded(now, now);
    }

    @Override
    public LinkReading read(Link link) {
        long now = time.now();
        boolean carrierA = true;
        boolean carrierB = true;
        for (Break broken : network.breaks()) {
            if (broken.links().contains(link.name())) {
                carrierA &= broken.carrierA() || !broken.activeAt(now);
                carrierB &= broken.carrierB() || !broken.activeAt(now);
            }
        }
        // Time is subtracted before it is counted in frames: the difference of two rounded counts would now and then
        // let
        // a frame cross what is cut.
        long wholeNs = now - madeNs;
        return new LinkReading(
                now,
                now,
                carrierA,
                carrierB,
                (wholeNs - brokenNs(link, Break::bToA, now)) / NS_PER_FRAME,
                (wholeNs - brokenNs(link, Break::aToB, now)) / NS_PER_FRAME,
                brokenNs(link, broken -> broken.silent() && broken.aToB(), now) / NS_PER_FRAME,
                brokenNs(link, broken -> broken.silent() && broken.bToA(), now) / NS_PER_FRAME);
    }

    /** How long anything of a kind was in force; where two overlap, the time counts once. */
    private long brokenNs(Link link, Predicate<Break> which, long now) {
        List<Break> mine = network.breaks().stream()
                .filter(broken -> broken.links().contains(link.name()) && which.test(broken))
                .sorted(Comparator.comparingLong(Break::fromNs))
                .toList();
        long countedUntil = Long.MIN_VALUE;
        long sumNs = 0;
        for (Break broken : mine) {
            long from = Math.max(broken.fromNs(), countedUntil);
            long until = Math.min(now, broken.untilNs());
            if (until > from) {
                sumNs += until - from;
                countedUntil = until;
            }
        }
        return sumNs;
    }
}
