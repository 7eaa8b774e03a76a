package org.seatrial.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.InterfaceControl;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;

/** Power of nodes. */
final class NamespaceNodes implements NodeControl {

    private final Layout layout;
    private final Kernels kernels;
    private final Map<String, FrrNode> nodes;

    NamespaceNodes(Layout layout, Kernels kernels, Map<String, FrrNode> nodes) {
        this.layout = layout;
        this.kernels = kernels;
        this.nodes = nodes;
    }

    private FrrNode node(String name) {
        FrrNode node = nodes.get(name);
        if (node == null) {
            throw new LabException("this lab has no node " + name);
        }
        return node;
    }

    private List<String> interfaces(String node) {
        return layout.cablesOf(node).stream()
                .map(cable -> cable.endAt(node).interfaceName())
                .toList();
    }

    /** The wire's ends that face the neighbours: light that no longer enters a fibre does not leave it either. */
    private List<String> farWireEnds(String node) {
        List<String> ends = new ArrayList<>();
        for (Cable cable : layout.cablesOf(node)) {
            cable.wire()
                    .ifPresent(wire ->
                            ends.add(cable.link().a().node().equals(node) ? wire.interfaceB() : wire.interfaceA()));
        }
        return ends;
    }

    @Override
    public Undo preparePower(String name, String undoId) {
        FrrNode node = node(name);
        List<String> addresses = layout.cablesOf(name).stream()
                .map(cable -> cable.endAt(name))
                .flatMap(end ->
                        layout.addressWithPrefix(end).stream().map(address -> end.interfaceName() + "=" + address))
                .toList();
        return new Undo(
                undoId,
                UndoKeys.HEALER,
                "switch " + name + " on again",
                Map.of(
                        UndoKeys.ACTION, UndoKeys.POWER_ON,
                        UndoKeys.NODE, name,
                        UndoKeys.NAMESPACE, node.namespace(),
                        UndoKeys.INTERFACES, UndoKeys.list(interfaces(name)),
                        UndoKeys.ADDRESSES, UndoKeys.list(addresses),
                        UndoKeys.WIRE_NAMESPACE, layout.wireNamespace(),
                        UndoKeys.WIRE_INTERFACES, UndoKeys.list(farWireEnds(name)),
                        UndoKeys.FOLDER, node.folder().toString(),
                        UndoKeys.DAEMONS, UndoKeys.list(node.daemons())));
    }

    /**
     * Freezes the daemons first: a killed process's connections are closed by its kernel, and a router that loses power
     * sends no such goodbye. Its cables go dark, and only then do its processes end.
     */
    @Override
    public Commanded powerOff(String name) {
        FrrNode node = node(name);
        List<Integer> processes = NamespaceProcesses.in(node.namespace());
        List<String> wireEnds = farWireEnds(name);
        List<String> interfaces = interfaces(name);
        InterfaceControl own = kernels.control(name);
        long before = System.nanoTime();
        NamespaceProcesses.freeze(processes);
        long after = System.nanoTime();
        interfaces.forEach(end -> own.setUp(end, false));
        wireEnds.forEach(end -> kernels.wire().setUp(end, false));
        NamespaceProcesses.kill(processes);
        return new Commanded(before, after);
    }

    @Override
    public NodeReading read(String name) {
        FrrNode node = node(name);
        long before = System.nanoTime();
        int carriers = 0;
        long frames = 0;
        for (Cable cable : layout.cablesOf(name)) {
            InterfaceState far = kernels.state(cable.farFrom(name));
            carriers += far.carrier() ? 1 : 0;
            frames += far.framesIn();
        }
        int processes = NamespaceProcesses.in(node.namespace()).size();
        return new NodeReading(before, System.nanoTime(), processes, carriers, frames);
    }
}
