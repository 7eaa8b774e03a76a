package org.seatrial.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.FlapControl;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.topology.Link;

/**
 * Cables that pass through the wire can be pulled and cut; the others cannot, because setting down the end of a plain
 * veth pair is an administrative shutdown there, which is another fault.
 */
final class NamespaceLinks implements LinkControl, FlapControl {

    private final Layout layout;
    private final Kernels kernels;
    private final Map<Integer, DelayLine> lines;
    private final Claims claims;
    private final Timetables timetables;

    /** @param lines of wired cables, by their number */
    NamespaceLinks(
            Layout layout, Kernels kernels, Map<Integer, DelayLine> lines, Claims claims, Timetables timetables) {
        this.layout = layout;
        this.kernels = kernels;
        this.lines = lines;
        this.claims = claims;
        this.timetables = timetables;
    }

    private Cable cable(Link link) {
        return layout.cable(link).orElseThrow(() -> new LabException("this lab has no link " + link.name()));
    }

    private Cable.Wire wire(Link link) {
        return cable(link)
                .wire()
                .orElseThrow(
                        () -> new LabException("link " + link.name() + " is a plain cable in this lab and cannot be"
                                + " pulled or cut: the lab was not asked for it; name it in a fault of the suite"));
    }

    private DelayLine line(Link link) {
        return line(wire(link));
    }

    private DelayLine line(Cable.Wire wire) {
        DelayLine line = lines.get(wire.number());
        if (line == null) {
            throw new LabException("this lab has no wire " + wire.number());
        }
        return line;
    }

    /** The wire's ends that go dark. */
    private static List<String> ends(Cable.Wire wire, CableEnd end) {
        List<String> ends = new ArrayList<>();
        if (end.darkensA()) {
            ends.add(wire.interfaceA());
        }
        if (end.darkensB()) {
            ends.add(wire.interfaceB());
        }
        return ends;
    }

    private Damage pulled(Link link, CableEnd end) {
        List<Repair> repairs = new ArrayList<>();
        ends(wire(link), end).forEach(name -> repairs.add(new Repair.Raise(layout.wireNamespace(), name)));
        repairs.addAll(line(link).passing(end.strand()));
        return new Damage("cable of " + link.name() + " at " + end.text(), repairs);
    }

    @Override
    public Undo prepareCarrier(Link link, CableEnd end, String undoId) {
        return pulled(link, end).undo(undoId, claims, "put the cable of " + link.name() + " back");
    }

    /**
     * Frames stop at once: that is the commanded instant. The kernel then takes some milliseconds for each end to lose
     * its carrier, which is read back as the effect.
     */
    @Override
    public Commanded dropCarrier(Link link, CableEnd end) {
        DelayLine line = line(link);
        List<String> ends = ends(wire(link), end);
        return pulled(link, end).inflict(claims, () -> {
            Commanded commanded = line.silence(end.strand(), System.nanoTime());
            ends.forEach(name -> kernels.wire().setUp(name, false));
            return commanded;
        });
    }

    private Damage cut(Link link, Strand strand) {
        return new Damage(
                "silent cut of " + link.name() + " " + strand.text(), line(link).passing(strand));
    }

    @Override
    public Undo prepareSilence(Link link, Strand strand, String undoId) {
        return cut(link, strand).undo(undoId, claims, "let frames pass on " + link.name() + " again");
    }

    @Override
    public Commanded silence(Link link, Strand strand) {
        DelayLine line = line(link);
        return cut(link, strand).inflict(claims, () -> line.silence(strand, System.nanoTime()));
    }

    private Damage flapping(Link link) {
        List<Repair> repairs = new ArrayList<>();
        repairs.add(new Repair.Forget("flap of " + link.name()));
        repairs.addAll(pulled(link, CableEnd.BOTH_ENDS).repairs());
        return new Damage("flap of " + link.name(), repairs);
    }

    @Override
    public Undo prepareFlap(Link link, String undoId) {
        return flapping(link).undo(undoId, claims, "let " + link.name() + " flap no more");
    }

    /** While the link is up between two losses only the timetable is claimed: it may not raise what another fault broke. */
    @Override
    public Commanded flap(Link link, int times, Duration period) {
        Damage damage = flapping(link);
        DelayLine line = line(link);
        List<String> ends = ends(wire(link), CableEnd.BOTH_ENDS);
        Supplier<Commanded> down = () -> {
            Commanded commanded = line.silence(Strand.BOTH, System.nanoTime());
            ends.forEach(name -> kernels.wire().setUp(name, false));
            return commanded;
        };
        Damage once = damage.withoutTimetable();
        Commanded first = damage.inflict(claims, down);
        List<Timetables.Step> steps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long downNs = first.beforeNs() + i * period.toNanos();
            if (i > 0) {
                steps.add(new Timetables.Step(downNs, () -> once.inflictAlone(claims, down)));
            }
            steps.add(new Timetables.Step(downNs + period.toNanos() / 2, () -> once.healAlone(claims)));
        }
        timetables.start(damage.claim(), claims, steps);
        return first;
    }

    @Override
    public LinkReading read(Link link) {
        Cable cable = cable(link);
        long before = System.nanoTime();
        InterfaceState a = kernels.state(cable.endA());
        InterfaceState b = kernels.state(cable.endB());
        DelayLine.Swallowed swallowed =
                cable.wire().map(wire -> line(wire).swallowed()).orElse(new DelayLine.Swallowed(0, 0));
        return new LinkReading(
                before,
                System.nanoTime(),
                a.carrier(),
                b.carrier(),
                a.framesIn(),
                b.framesIn(),
                swallowed.aToB(),
                swallowed.bToA());
    }
}
