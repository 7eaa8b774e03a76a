package org.seatrial.replica;

import java.time.Duration;
import java.util.Map;
import org.seatrial.engine.wire.StrandCharacter;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireReading;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Impairment;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.ImpairmentControl;
import org.seatrial.lab.ImpairmentReading;
import org.seatrial.lab.LabException;
import org.seatrial.topology.Link;

/** Impaired links: the wire process changes what it does to frames while they flow, and counts each that it strikes. */
final class NamespaceImpairments implements ImpairmentControl {

    private final Layout layout;
    private final Map<Integer, DelayLine> lines;
    private final Claims claims;

    NamespaceImpairments(Layout layout, Map<Integer, DelayLine> lines, Claims claims) {
        this.layout = layout;
        this.lines = lines;
        this.claims = claims;
    }

    private WireLine line(Link link) {
        Cable cable = layout.cable(link).orElseThrow(() -> new LabException("this lab has no link " + link.name()));
        if (cable.wire().isPresent() && lines.get(cable.wire().get().number()) instanceof WireLine line) {
            return line;
        }
        throw new LabException("link " + link.name() + " does not pass through the wire process in this lab and cannot"
                + " be impaired: the lab was not asked for it; name it in a fault of the suite");
    }

    private Damage damage(Link link, Strand strand) {
        return new Damage(
                "impairment of " + link.name() + " " + strand.text(),
                line(link).asDesigned(strand, StrandCharacter.of(link.character())));
    }

    @Override
    public Undo prepareImpairment(Link link, Strand strand, String undoId) {
        return damage(link, strand).undo(undoId, claims, "let " + link.name() + " carry frames as designed again");
    }

    @Override
    public Commanded impair(Link link, Strand strand, Impairment impairment) {
        WireLine line = line(link);
        StrandCharacter worse = worse(link, impairment);
        return damage(link, strand).inflict(claims, () -> {
            long before = System.nanoTime();
            line.set(strand, worse);
            return new Commanded(before, System.nanoTime());
        });
    }

    private static StrandCharacter worse(Link link, Impairment impairment) {
        StrandCharacter designed = StrandCharacter.of(link.character());
        double rate = impairment.rateBitsPerSecond();
        if (rate > 0 && designed.rateBitsPerSecond() > 0 && rate >= designed.rateBitsPerSecond()) {
            throw new LabException("a rate of " + rate + " bit/s does not slow down " + link.name() + ", whose own is "
                    + designed.rateBitsPerSecond());
        }
        StrandCharacter worse = designed.withDelay(
                        designed.delayNs() + impairment.delay().toNanos(),
                        designed.jitterNs() + impairment.jitter().toNanos())
                .withLoss(1 - (1 - designed.lossRatio()) * (1 - impairment.lossRatio()))
                .withCorruption(impairment.corruptionRatio())
                .withDuplication(impairment.duplicationRatio())
                .withReordering(
                        impairment.reorderingRatio(), impairment.reorderingBy().toNanos());
        return rate > 0 ? worse.withRate(rate, StrandCharacter.usualQueueBytes(rate)) : worse;
    }

    @Override
    public ImpairmentReading read(Link link) {
        WireLine line = line(link);
        long before = System.nanoTime();
        ImpairmentReading.Direction aToB = direction(link, line, WireControl.A_TO_B);
        ImpairmentReading.Direction bToA = direction(link, line, WireControl.B_TO_A);
        return new ImpairmentReading(before, System.nanoTime(), aToB, bToA);
    }

    private static ImpairmentReading.Direction direction(Link link, WireLine line, int direction) {
        StrandCharacter designed = StrandCharacter.of(link.character());
        StrandCharacter now = line.control().character(line.slot(), direction);
        WireReading counted = line.control().reading(line.slot(), direction);
        Impairment setting = now.equals(designed)
                ? Impairment.NONE
                : new Impairment(
                        Duration.ofNanos(now.delayNs() - designed.delayNs()),
                        Duration.ofNanos(now.jitterNs() - designed.jitterNs()),
                        designed.lossRatio() < 1 ? addedLoss(now.lossRatio(), designed.lossRatio()) : 0,
                        now.corruptRatio(),
                        now.duplicateRatio(),
                        now.reorderRatio(),
                        Duration.ofNanos(now.reorderNs()),
                        now.rateBitsPerSecond() == designed.rateBitsPerSecond() ? 0 : now.rateBitsPerSecond());
        return new ImpairmentReading.Direction(
                setting,
                counted.passed(),
                counted.lost(),
                counted.corrupted(),
                counted.duplicated(),
                counted.reordered(),
                counted.queueDropped());
    }

    private static double addedLoss(double now, double designed) {
        return Math.clamp((now - designed) / (1 - designed), 0, 1);
    }
}
