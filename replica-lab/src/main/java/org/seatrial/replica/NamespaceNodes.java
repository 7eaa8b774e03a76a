package org.seatrial.replica;

import java.util.List;
import java.util.Map;
import org.seatrial.engine.sys.InterfaceState;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Undo;
import org.seatrial.lab.LabException;
import org.seatrial.lab.NodeControl;
import org.seatrial.lab.NodeReading;

/** Single nodes: switched by {@link NamespacePower}, read by their neighbours. */
final class NamespaceNodes implements NodeControl {

    private final Layout layout;
    private final Kernels kernels;
    private final Map<String, FrrNode> nodes;
    private final NamespacePower power;

    NamespaceNodes(Layout layout, Kernels kernels, Map<String, FrrNode> nodes, NamespacePower power) {
        this.layout = layout;
        this.kernels = kernels;
        this.nodes = nodes;
        this.power = power;
    }

    @Override
    public Undo preparePower(String name, String undoId) {
        return power.preparePower(List.of(name), undoId);
    }

    @Override
    public Commanded powerOff(String name) {
        return power.powerOff(List.of(name));
    }

    @Override
    public NodeReading read(String name) {
        FrrNode node = nodes.get(name);
        if (node == null) {
            throw new LabException("this lab has no node " + name);
        }
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
