package org.seatrial.replica;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.engine.wire.WireControl;
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
    private final WireControl control;
    private final Path controlFile;

    NamespaceLinks(Layout layout, Kernels kernels, WireControl control, Path controlFile) {
        this.layout = layout;
        this.kernels = kernels;
        this.control = control;
        this.controlFile = controlFile;
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

    private static List<String> ends(Cable.Wire wire, CableEnd end) {
        return switch (end) {
            case BOTH_ENDS -> List.of(wire.interfaceA(), wire.interfaceB());
            case NEAR_END -> List.of(wire.interfaceA());
            case FAR_END -> List.of(wire.interfaceB());
        };
    }

    private static List<Integer> directions(Strand strand) {
        return switch (strand) {
            case BOTH -> List.of(WireControl.A_TO_B, WireControl.B_TO_A);
            case A_TO_B -> List.of(WireControl.A_TO_B);
            case B_TO_A -> List.of(WireControl.B_TO_A);
        };
    }

    @Override
    public Undo prepareCarrier(Link link, CableEnd end, String undoId) {
        Map<String, String> data = new HashMap<>(passing(link, Strand.BOTH));
        data.put(UndoKeys.ACTION, UndoKeys.RAISE);
        data.put(UndoKeys.WIRE_NAMESPACE, layout.wireNamespace());
        data.put(UndoKeys.WIRE_INTERFACES, UndoKeys.list(ends(wire(link), end)));
        return new Undo(undoId, UndoKeys.HEALER, "put the cable of " + link.name() + " back", data);
    }

    /**
     * Frames stop at once, by two stores into the wire's memory: that is the commanded instant. The kernel then takes some
     * milliseconds for each end to lose its carrier, which is read back as the effect.
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
        Map<String, String> data = new HashMap<>(passing(link, strand));
        data.put(UndoKeys.ACTION, UndoKeys.PASS);
        return new Undo(undoId, UndoKeys.HEALER, "let frames pass on " + link.name() + " again", data);
    }

    private Map<String, String> passing(Link link, Strand strand) {
        return Map.of(
                UndoKeys.CONTROL, controlFile.toString(),
                UndoKeys.WIRE, Integer.toString(wire(link).number()),
                UndoKeys.DIRECTIONS,
                        UndoKeys.list(
                                directions(strand).stream().map(String::valueOf).toList()));
    }

    @Override
    public Commanded silence(Link link, Strand strand) {
        int wire = wire(link).number();
        List<Integer> directions = directions(strand);
        long before = System.nanoTime();
        directions.forEach(direction -> control.silence(wire, direction, before));
        return new Commanded(before, System.nanoTime());
    }

    @Override
    public LinkReading read(Link link) {
        Cable cable = cable(link);
        long before = System.nanoTime();
        InterfaceState a = kernels.state(cable.endA());
        InterfaceState b = kernels.state(cable.endB());
        long silencedAtoB = cable.wire()
                .map(wire -> control.silencedFrames(wire.number(), WireControl.A_TO_B))
                .orElse(0L);
        long silencedBtoA = cable.wire()
                .map(wire -> control.silencedFrames(wire.number(), WireControl.B_TO_A))
                .orElse(0L);
        return new LinkReading(
                before,
                System.nanoTime(),
                a.carrier(),
                b.carrier(),
                a.framesIn(),
                b.framesIn(),
                silencedAtoB,
                silencedBtoA);
    }
}
