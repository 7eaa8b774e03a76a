package org.seatrial.replica;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.LinkReading;
import org.seatrial.topology.Link;

/**
 * Cables that pass through the wire can be pulled and cut; the others cannot, because setting down the end of a plain
 * veth pair is an administrative shutdown there, which is another fault.
 */
final class NamespaceLinks implements LinkControl {

    private final Layout layout;
    private final Kernels kernels;
    private final Map<Integer, DelayLine> lines;

    /** @param lines of wired cables, by their number */
    NamespaceLinks(Layout layout, Kernels kernels, Map<Integer, DelayLine> lines) {
        this.layout = layout;
        this.kernels = kernels;
        this.lines = lines;
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

    private static List<String> ends(Cable.Wire wire, CableEnd end) {
        return switch (end) {
            case BOTH_ENDS -> List.of(wire.interfaceA(), wire.interfaceB());
            case NEAR_END -> List.of(wire.interfaceA());
            case FAR_END -> List.of(wire.interfaceB());
        };
    }

    @Override
    public Undo prepareCarrier(Link link, CableEnd end, String undoId) {
        Map<String, String> data = new HashMap<>(line(link).passing(Strand.BOTH));
        data.put(UndoKeys.ACTION, UndoKeys.RAISE);
        data.put(UndoKeys.WIRE_NAMESPACE, layout.wireNamespace());
        data.put(UndoKeys.WIRE_INTERFACES, UndoKeys.list(ends(wire(link), end)));
        return new Undo(undoId, UndoKeys.HEALER, "put the cable of " + link.name() + " back", data);
    }

    /**
     * Frames stop at once: that is the commanded instant. The kernel then takes some milliseconds for each end to lose
     * its carrier, which is read back as the effect.
     */
    @Override
    public Commanded dropCarrier(Link link, CableEnd end) {
        List<String> ends = ends(wire(link), end);
        Commanded commanded = silence(link, Strand.BOTH);
        ends.forEach(name -> kernels.wire().setUp(name, false));
        return commanded;
    }

    @Override
    public Undo prepareSilence(Link link, Strand strand, String undoId) {
        Map<String, String> data = new HashMap<>(line(link).passing(strand));
        data.put(UndoKeys.ACTION, UndoKeys.PASS);
        return new Undo(undoId, UndoKeys.HEALER, "let frames pass on " + link.name() + " again", data);
    }

    @Override
    public Commanded silence(Link link, Strand strand) {
        return line(link).silence(strand);
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
